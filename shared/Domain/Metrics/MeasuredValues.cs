namespace Lts.Domain.Metrics;

/// <summary>What a device answered for one architecture.</summary>
/// <param name="LatencyMs">Latency of one inference, in milliseconds.</param>
/// <param name="PeakMemoryMiB">Peak memory of the whole process, in MiB (2^20 bytes).</param>
public sealed record MeasuredValues(double LatencyMs, double PeakMemoryMiB);
