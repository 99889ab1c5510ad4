using Lts.Domain.Measurements;
using Proto = Lts.Protos.V1;

namespace Lts.Contracts;

/// <summary>Measurements on the wire. The enums have the same numbers on both sides; a test holds them together.</summary>
public static class MeasurementMapping
{
    private const int MostValues = 64;
    private const int LongestName = 64;

    /// <summary>To the wire.</summary>
    public static Proto.Measurement ToProto(CandidateMeasurement measurement) => new()
    {
        Latency = LatencyMapping.ToProto(measurement.Latency),
        Memory = MemoryMapping.ToProto(measurement.Memory),
        Verdict = (Proto.Verdict)measurement.Verdict,
        Context = ContextMapping.ToProto(measurement.Context),
        Values = { measurement.Further.Select(MetricValueMapping.ToProto) },
    };

    /// <summary>From the wire.</summary>
    /// <param name="message">What an agent sent.</param>
    /// <param name="errors">Every error is added here.</param>
    /// <returns><see langword="null"/> when it has errors.</returns>
    public static CandidateMeasurement? Read(Proto.Measurement message, ICollection<string> errors)
    {
        int before = errors.Count;
        if (message.Latency is null || !(message.Latency.LatencyMs > 0) || !double.IsFinite(message.Latency.LatencyMs))
        {
            errors.Add("measurement.latency.latency_ms must be a number greater than 0.");
        }

        if (message.Memory is null || message.Memory.PeakBytes <= 0)
        {
            errors.Add("measurement.memory.peak_bytes must be greater than 0.");
        }

        if (!Enum.IsDefined((Verdict)message.Verdict))
        {
            errors.Add($"measurement.verdict {(int)message.Verdict} is unknown.");
        }

        CheckValues(message, errors);
        return errors.Count > before ? null : ReadAsSent(message);
    }

    /// <summary>From the wire, unchecked: one that makes no sense is shown as it came.</summary>
    public static CandidateMeasurement ReadAsSent(Proto.Measurement message) => new()
    {
        Latency = LatencyMapping.Read(message.Latency ?? new Proto.Latency()),
        Memory = MemoryMapping.Read(message.Memory ?? new Proto.Memory()),
        Verdict = (Verdict)message.Verdict,
        Context = ContextMapping.Read(message.Context),
        Further = [.. message.Values.Select(MetricValueMapping.Read)],
    };

    private static void CheckValues(Proto.Measurement message, ICollection<string> errors)
    {
        if (message.Values.Count > MostValues || message.Values.DistinctBy(v => v.Metric).Count() != message.Values.Count)
        {
            errors.Add($"measurement.values may have at most {MostValues} entries, each of a different metric.");
        }
        else if (message.Values.Any(v => v.Metric.Length is 0 or > LongestName || !double.IsFinite(v.Value)))
        {
            errors.Add($"measurement.values must be finite numbers of metrics with names of 1 to {LongestName} characters.");
        }
    }
}
