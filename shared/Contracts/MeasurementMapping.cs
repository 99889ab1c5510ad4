using Lts.Domain;
using Lts.Domain.Measurements;
using Proto = Lts.Protos.V1;

namespace Lts.Contracts;

/// <summary>Measurements on the wire. The enums have the same numbers on both sides; a test holds them together.</summary>
public static class MeasurementMapping
{
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
        var check = new MessageCheck("measurement", errors);
        LatencyMapping.Check(message.Latency ?? new Proto.Latency(), check.Of("latency"));
        bool isProcess = message.Context is not { Provider: not ("" or DeviceFactsMapping.DefaultProvider) };
        MemoryMapping.Check(message.Memory ?? new Proto.Memory(), isProcess, check.Of("memory"));
        ContextMapping.Check(message.Context, check.Of("context"));
        check.Require(Enum.IsDefined((Verdict)message.Verdict), "verdict", $"{(int)message.Verdict} is unknown");
        CheckValues(message, check);
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

    private static void CheckValues(Proto.Measurement message, MessageCheck check)
    {
        if (message.Values.Count > Limits.FurtherValueCount || message.Values.DistinctBy(v => v.Metric).Count() != message.Values.Count)
        {
            check.Require(false, "values", $"may have at most {Limits.FurtherValueCount} entries, each of a different metric");
            return;
        }

        check.Require(
            message.Values.All(v => v.Metric.Length is > 0 and <= LongestName && IsFigure(v.Value)
                && (!v.HasLow || IsFigure(v.Low)) && (!v.HasHigh || IsFigure(v.High))),
            "values", $"must be finite numbers of metrics with names of 1 to {LongestName} characters");
        foreach (var value in message.Values.Where(v => v.Metric.Length is > 0 and <= LongestName))
        {
            check.Count($"values.{value.Metric}.samples", value.Samples.Count, Limits.SampleCount);
            check.Require(
                value.Samples.Count > Limits.SampleCount || value.Samples.All(IsFigure), $"values.{value.Metric}.samples",
                "must be finite numbers");
        }
    }

    private static bool IsFigure(double value) => Math.Abs(value) <= Limits.LargestFigure;
}
