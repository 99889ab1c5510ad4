using Lts.Contracts;
using Lts.Domain.Measurements;
using Proto = Lts.Protos.V1;

namespace Lts.Coordinator.Rpc.Mapping;

/// <summary>Outcomes on the wire. The enums have the same numbers on both sides; a test holds them together.</summary>
internal static class MeasurementMapping
{
    /// <summary>
    /// An agent's result. One that makes no sense is the device's error: it is settled like any other, for the agent would send it again and again.
    /// </summary>
    public static MeasurementOutcome Read(Proto.Result result) => result.OutcomeCase switch
    {
        Proto.Result.OutcomeOneofCase.Measurement => Read(result.Measurement),
        Proto.Result.OutcomeOneofCase.Failure => Read(result.Failure),
        _ => NoSense(["it has neither measurement nor failure."]),
    };

    /// <summary>To the wire.</summary>
    public static Proto.Measurement Write(CandidateMeasurement measurement) => new()
    {
        Latency = Write(measurement.Latency),
        Memory = Write(measurement.Memory),
        Verdict = (Proto.Verdict)measurement.Verdict,
        Context = ContextMapping.Write(measurement.Context),
        Values = { measurement.Further.Select(MetricValueMapping.ToProto) },
    };

    /// <summary>To the wire.</summary>
    public static Proto.Failure Write(MeasurementFailure failure) => new()
    {
        Kind = (Proto.FailureKind)failure.Kind,
        Message = failure.Message,
        ExitCode = failure.ExitCode ?? 0,
        Context = ContextMapping.Write(failure.Context),
    };

    private static MeasurementFailure NoSense(IEnumerable<string> errors) => new()
    {
        Kind = FailureKind.DeviceError,
        Message = $"The agent sent a result that makes no sense: {string.Join(' ', errors)}",
    };

    private static MeasurementOutcome Read(Proto.Measurement message)
    {
        var errors = new List<string>();
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

        return errors.Count > 0
            ? NoSense(errors)
            : new CandidateMeasurement
            {
                Latency = Read(message.Latency!),
                Memory = Read(message.Memory!),
                Verdict = (Verdict)message.Verdict,
                Context = ContextMapping.Read(message.Context),
                Further = [.. message.Values.Select(MetricValueMapping.Read)],
            };
    }

    private static MeasurementFailure Read(Proto.Failure message) => new()
    {
        // A kind that a newer agent has and this side does not know is one that is worth another attempt.
        Kind = Enum.IsDefined((FailureKind)message.Kind) ? (FailureKind)message.Kind : FailureKind.DeviceError,
        Message = message.Message,
        ExitCode = message.ExitCode == 0 ? null : message.ExitCode,
        Context = ContextMapping.Read(message.Context),
    };

    private static LatencyStatistics Read(Proto.Latency message) => new()
    {
        LatencyMs = message.LatencyMs,
        LowMs = message.LowMs,
        HighMs = message.HighMs,
        P50Ms = message.P50Ms,
        P90Ms = message.P90Ms,
        MinMs = message.MinMs,
        Ratio = message.Ratio,
        ReferenceMs = message.ReferenceMs,
        Rounds = message.Rounds,
        CandidateSamplesMs = [.. message.CandidateSamplesMs],
        ReferenceSamplesMs = [.. message.ReferenceSamplesMs],
    };

    private static Proto.Latency Write(LatencyStatistics latency) => new()
    {
        LatencyMs = latency.LatencyMs,
        LowMs = latency.LowMs,
        HighMs = latency.HighMs,
        P50Ms = latency.P50Ms,
        P90Ms = latency.P90Ms,
        MinMs = latency.MinMs,
        Ratio = latency.Ratio,
        ReferenceMs = latency.ReferenceMs,
        Rounds = latency.Rounds,
        CandidateSamplesMs = { latency.CandidateSamplesMs },
        ReferenceSamplesMs = { latency.ReferenceSamplesMs },
    };

    private static MemoryStatistics Read(Proto.Memory message) => new()
    {
        PeakBytes = message.PeakBytes,
        BaselineBytes = message.BaselineBytes,
        SessionPeakBytes = message.SessionPeakBytes,
        AnonymousBytes = message.AnonymousBytes,
        ArenaPeakBytes = message.ArenaPeakBytes,
    };

    private static Proto.Memory Write(MemoryStatistics memory) => new()
    {
        PeakBytes = memory.PeakBytes,
        PeakNetBytes = memory.PeakNetBytes,
        SessionPeakBytes = memory.SessionPeakBytes,
        BaselineBytes = memory.BaselineBytes,
        AnonymousBytes = memory.AnonymousBytes,
        ArenaPeakBytes = memory.ArenaPeakBytes,
    };
}
