using Lts.Domain.Measurements;
using Lts.Domain.Metrics;
using Lts.Reports.Text;

namespace Lts.Reports.Data;

/// <summary>What the search sees of a measurement.</summary>
internal static class CandidateMeasurementValues
{
    /// <summary>Latency in milliseconds and gross peak memory in MiB.</summary>
    public static MeasuredValues ToValues(this CandidateMeasurement measurement) =>
        new(measurement.Latency.LatencyMs, Numbers.MiB(measurement.Memory.PeakBytes));
}
