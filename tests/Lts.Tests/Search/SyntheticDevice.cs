using Lts.Domain.Architectures;
using Lts.Domain.Metrics;
using Lts.Tests.Support;

namespace Lts.Tests.Search;

/// <summary>Answers instead of a device, by formulas.</summary>
internal static class SyntheticDevice
{
    /// <summary>
    /// The published fit of the ARM frontier, 1018 + 59.8·D − 59·L milliseconds with D in million decoder parameters and L layers, for
    /// latency; for memory the size of all weights and activations of the widest layer.
    /// </summary>
    public static MetricValues Arm(Architecture architecture)
    {
        double decoderMillions = architecture.Parameters.Decoder / 1e6;
        double widest = architecture.Layers.Max(l => l.FeedForwardSize + (l.HeadCount * architecture.MaxSequenceLength));
        return Measured.Values(
            1018 + (59.8 * decoderMillions) - (59 * architecture.LayerCount),
            ((architecture.Parameters.Total * 4.0) + (widest * architecture.MaxSequenceLength * 4)) / (1 << 20));
    }
}
