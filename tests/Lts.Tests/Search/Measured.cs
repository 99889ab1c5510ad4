using Lts.Domain.Metrics;

namespace Lts.Tests.Search;

/// <summary>Answers of devices.</summary>
internal static class Measured
{
    public static MetricValues Values(double latencyMs, double peakMemoryMiB) =>
        new((Metrics.LatencyMs, latencyMs), (Metrics.PeakMemoryMiB, peakMemoryMiB));
}
