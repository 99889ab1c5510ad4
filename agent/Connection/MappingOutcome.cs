using Google.Protobuf.WellKnownTypes;
using Lts.Contracts;
using Outcomes = Lts.Domain.Measurements;
using V1 = Lts.Protos.V1;

namespace Lts.Agent.Connection;

/// <summary>Outcomes of measurements to the wire.</summary>
internal static class MappingOutcome
{
    /// <summary>The result of an attempt.</summary>
    public static V1.Result ToProto(string attemptId, Outcomes.MeasurementOutcome outcome) => outcome switch
    {
        Outcomes.CandidateMeasurement m => new V1.Result { AttemptId = attemptId, Measurement = ToProto(m) },
        Outcomes.MeasurementFailure f => new V1.Result { AttemptId = attemptId, Failure = ToProto(f) },
        _ => throw new ArgumentException($"{outcome.GetType()} has no message.", nameof(outcome)),
    };

    private static V1.Measurement ToProto(Outcomes.CandidateMeasurement measurement) => new()
    {
        Latency = ToProto(measurement.Latency),
        Memory = ToProto(measurement.Memory),
        Verdict = measurement.Verdict switch
        {
            Outcomes.Verdict.Trusted => V1.Verdict.Trusted,
            Outcomes.Verdict.Noisy => V1.Verdict.Noisy,
            Outcomes.Verdict.Throttled => V1.Verdict.Throttled,
            Outcomes.Verdict.TimedOut => V1.Verdict.TimedOut,
            _ => V1.Verdict.Unspecified,
        },
        Context = ToProto(measurement.Context),
        Values = { measurement.Further.Select(MetricValueMapping.ToProto) },
    };

    private static V1.Latency ToProto(Outcomes.LatencyStatistics latency) => new()
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

    private static V1.Memory ToProto(Outcomes.MemoryStatistics memory) => new()
    {
        PeakBytes = memory.PeakBytes,
        PeakNetBytes = memory.PeakNetBytes,
        SessionPeakBytes = memory.SessionPeakBytes,
        BaselineBytes = memory.BaselineBytes,
        AnonymousBytes = memory.AnonymousBytes,
        ArenaPeakBytes = memory.ArenaPeakBytes,
    };

    private static V1.Failure ToProto(Outcomes.MeasurementFailure failure) => new()
    {
        Kind = failure.Kind switch
        {
            Outcomes.FailureKind.Crashed => V1.FailureKind.Crashed,
            Outcomes.FailureKind.OutOfMemory => V1.FailureKind.OutOfMemory,
            Outcomes.FailureKind.TimedOut => V1.FailureKind.TimedOut,
            Outcomes.FailureKind.RejectedByRuntime => V1.FailureKind.RejectedByRuntime,
            Outcomes.FailureKind.InvalidGraph => V1.FailureKind.InvalidGraph,
            Outcomes.FailureKind.GraphUnavailable => V1.FailureKind.GraphUnavailable,
            Outcomes.FailureKind.DeviceError => V1.FailureKind.DeviceError,
            Outcomes.FailureKind.DeviceLost => V1.FailureKind.DeviceLost,
            _ => V1.FailureKind.Unspecified,
        },
        Message = failure.Message,
        ExitCode = failure.ExitCode ?? 0,
        Context = ToProto(failure.Context),
    };

    private static V1.MeasurementContext ToProto(Outcomes.MeasurementContext context) => new()
    {
        DeviceFingerprint = context.DeviceFingerprint,
        CpuModel = context.CpuModel,
        CpuGovernor = context.CpuGovernor,
        CpuMhzStart = context.CpuMHz.Start,
        CpuMhzEnd = context.CpuMHz.End,
        TemperatureStartCelsius = context.TemperatureCelsius.Start,
        TemperatureEndCelsius = context.TemperatureCelsius.End,
        LoadAverageStart = context.LoadAverage.Start,
        LoadAverageEnd = context.LoadAverage.End,
        OnnxruntimeVersion = context.OnnxRuntimeVersion,
        Provider = context.Provider,
        Threads = context.Threads,
        PoolSeed = context.PoolSeed,
        AgentVersion = context.AgentVersion,
        ReferenceGraphSha256 = context.ReferenceGraphSha256,
        StartTime = Timestamp.FromDateTimeOffset(context.StartTime),
        EndTime = Timestamp.FromDateTimeOffset(context.EndTime),
        SessionCreateMs = context.SessionCreateMs,
        RunMs = context.RunMs,
        OverheadMs = context.OverheadMs,
    };
}
