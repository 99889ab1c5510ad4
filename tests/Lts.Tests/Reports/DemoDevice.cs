using Lts.Domain.Architectures;
using Lts.Tests.Support;

namespace Lts.Tests.Reports;

/// <summary>
/// A device that was never there: its latency is the formula that was fitted on the LTS paper's GPT-2 frontiers (arXiv 2203.02094), linear
/// in millions of decoder parameters D and in layers L.
/// </summary>
internal sealed record DemoDevice(
    string Name,
    string CpuModel,
    int Threads,
    double BaseMs,
    double MsPerMillion,
    double MsPerLayer,
    double BaselineMiB)
{
    public static DemoDevice ArmCpu { get; } = new("pi4-kitchen", "ARM Cortex-A72", 1, 1018, 59.8, -59, 48);

    public static DemoDevice CoreI7 { get; } = new("office-i7", "Intel(R) Core(TM) i7-8700 CPU @ 3.20GHz", 1, 123, 6.3, -5.4, 54);

    public double LatencyMs(Architecture architecture) =>
        Math.Max(BaseMs / 10, BaseMs + (MsPerMillion * architecture.Parameters.Decoder / 1e6) + (MsPerLayer * architecture.LayerCount));

    // The process with ONNX Runtime alone, weights, logits of 192 positions, and the widest activations.
    public double PeakMemoryMiB(Architecture architecture) =>
        BaselineMiB + (architecture.Parameters.Total * 4.0 / (1 << 20)) + (architecture.VocabularySize * 192 * 4.0 / (1 << 20))
        + (architecture.Layers.Max(l => (l.FeedForwardSize * 2) + (l.HeadCount * 192)) * 192 * 4.0 / (1 << 20));
}
