namespace Lts.Trainer.Generation.Decoding;

/// <summary>Continues a batch of texts, token by token.</summary>
internal interface IDecoder : IDisposable
{
    /// <summary>Reads the prompts.</summary>
    /// <returns>Logits of what follows each, (B, V) row by row; valid until the next call.</returns>
    public ReadOnlySpan<float> Start();

    /// <summary>Appends a token to each text.</summary>
    /// <param name="tokens">The next token of each row.</param>
    /// <returns>Logits of what follows each, as <see cref="Start"/>.</returns>
    public ReadOnlySpan<float> Next(ReadOnlySpan<int> tokens);
}
