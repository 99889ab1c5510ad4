using Lts.Domain.Families;
using Lts.Onnx.Emission;

namespace Lts.Onnx;

/// <summary>
/// The fixed graph that latency is measured against. Its bytes are part of the method: if they changed, no two measurements on either
/// side of the change could be compared, so a test pins their hash.
/// <para>
/// It is a small GPT-2 (4 layers of 256, no large head), so that what slows a candidate down (a busy core, a lower clock, a crowded
/// cache) slows it down alike. One run took 7.4 ms at best and 7.9 ms in the median of 200 on one core of a shared AMD EPYC server:
/// long against a timer's and a call's overhead, short enough to interleave with every run of a candidate.
/// </para>
/// </summary>
public static class ReferenceGraph
{
    /// <summary>Tokens of one run; the graph's batch is 1, and both are fixed.</summary>
    public const int SequenceLength = 192;

    private static readonly EmittedGraph Emitted = WeightlessGraph.Emit(
        new Gpt2Shape
        {
            HiddenSize = 256,
            Layers = [.. Enumerable.Repeat(new Gpt2Layer(FeedForwardSize: 1024, HeadCount: 4), 4)],
            VocabularySize = 8192,
            MaxSequenceLength = SequenceLength,
        },
        new GraphOptions { BatchSize = 1, SequenceLength = SequenceLength, Logits = LogitsScope.Last });

    /// <summary>The weightless ONNX model.</summary>
    public static ReadOnlyMemory<byte> Bytes => Emitted.Bytes;

    /// <summary>SHA-256 of <see cref="Bytes"/> in lower-case hexadecimal.</summary>
    public static string Sha256 => Emitted.Sha256;

    /// <summary>Size that the pool must have to serve it, in bytes.</summary>
    public static long RequiredPoolBytes => Emitted.RequiredPoolBytes;
}
