using Lts.Domain.Measurements;
using Lts.Domain.Metrics;

namespace Lts.Coordinator.Studies;

/// <summary>What a search learns from a measurement.</summary>
internal static class Outcomes
{
    private const double MiB = 1 << 20;

    /// <summary>Latency and gross peak memory; <see langword="null"/> for a failure.</summary>
    public static MeasuredValues? ToValues(this MeasurementOutcome? outcome) => outcome is CandidateMeasurement measurement
        ? new MeasuredValues(measurement.Latency.LatencyMs, measurement.Memory.PeakBytes / MiB)
        : null;
}
