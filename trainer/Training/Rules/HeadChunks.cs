namespace Lts.Trainer.Training.Rules;

/// <summary>
/// How many positions' logits are computed at a time. Logits are by far the largest tensor of a small model with a large vocabulary: 64 × 1,024
/// positions of 50,257 logits and as many gradients take 26 GB in 32 bits, while one chunk of them is enough to add up loss and gradients.
/// </summary>
internal static class HeadChunks
{
    /// <summary>Size of a chunk's logits in bytes: large enough for matrix products at full speed.</summary>
    private const long ChunkBytes = 64L << 20;

    private const int SmallestChunk = 128;

    /// <summary>Positions of a chunk, from 1 to all.</summary>
    /// <param name="positions">Positions of the batch.</param>
    /// <param name="vocabularySize">Number of logits of a position.</param>
    public static int Positions(int positions, int vocabularySize)
    {
        var most = Math.Max(SmallestChunk, ChunkBytes / (sizeof(float) * (long)vocabularySize));
        var chunks = (positions + most - 1) / most;
        return (int)((positions + chunks - 1) / chunks);
    }
}
