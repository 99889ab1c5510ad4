using System.Runtime.InteropServices;
using Lts.Onnx.Weights;

namespace Lts.Agent.Measurement.Storage;

/// <summary>What a pool's file must hold, and whether it does: its element i depends on the seed and i alone.</summary>
internal static class PoolContent
{
    private const int ChunkElements = 1 << 20;
    private const int CheckedElements = 1024;
    private const int CheckedPlaces = 64;

    /// <summary>
    /// Whether a file looks as it should, at its beginning, its end and 62 places between. After a power cut a file system may have kept the length
    /// and lost content, and disks fail.
    /// </summary>
    /// <param name="file">The pool's file; its position is changed.</param>
    /// <param name="seed">Which pool it is.</param>
    public static bool IsWhole(FileStream file, long seed)
    {
        var elements = file.Length / sizeof(float);
        var count = (int)Math.Min(elements, CheckedElements);
        var (found, expected) = (new float[count], new float[count]);
        var isWhole = true;
        for (var place = 0; place < CheckedPlaces && isWhole; place++)
        {
            var first = (elements - count) * place / (CheckedPlaces - 1);
            file.Position = first * sizeof(float);
            file.ReadExactly(MemoryMarshal.AsBytes(found.AsSpan()));
            WeightPool.Fill(expected, first, seed);
            isWhole = found.AsSpan().SequenceEqual(expected);
        }

        return isWhole;
    }

    /// <summary>Writes elements from a place on; what already has them sees no change.</summary>
    /// <param name="file">The pool's file.</param>
    /// <param name="seed">Which pool it is.</param>
    /// <param name="fromBytes">Where to begin, at a whole element.</param>
    /// <param name="toBytes">Where to end.</param>
    /// <param name="cancellationToken">Gives up; what is written is a valid beginning.</param>
    public static void Write(FileStream file, long seed, long fromBytes, long toBytes, CancellationToken cancellationToken)
    {
        file.Position = fromBytes;
        var chunk = new float[ChunkElements];
        for (var index = fromBytes / sizeof(float); index < toBytes / sizeof(float); index += ChunkElements)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var count = (int)Math.Min(ChunkElements, (toBytes / sizeof(float)) - index);
            WeightPool.Fill(chunk.AsSpan(0, count), index, seed);
            file.Write(MemoryMarshal.AsBytes(chunk.AsSpan(0, count)));
        }

        file.Flush(flushToDisk: true);
    }
}
