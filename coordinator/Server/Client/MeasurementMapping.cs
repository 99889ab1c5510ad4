using Google.Protobuf.WellKnownTypes;
using Lts.Domain.Measurements;
using Proto = Lts.Protos.V1;

namespace Lts.Coordinator.Client;

/// <summary>Measurements and failures from the contract.</summary>
internal static class MeasurementMapping
{
    /// <summary>What became of a candidate; <see langword="null"/> while that is not known.</summary>
    public static MeasurementOutcome? ToOutcome(Proto.Candidate candidate) => candidate switch
    {
        { Measurement: { } measurement } => ToDomain(measurement),
        { Failure: { } failure } => ToDomain(failure),
        _ => null,
    };

    private static CandidateMeasurement ToDomain(Proto.Measurement measurement) => new()
    {
        Latency = ToDomain(measurement.Latency ?? new Proto.Latency()),
        Memory = ToDomain(measurement.Memory ?? new Proto.Memory()),
        Verdict = (Verdict)measurement.Verdict, // the contract numbers verdicts and failures as Domain does
        Context = ToDomain(measurement.Context),
    };

    private static MeasurementFailure ToDomain(Proto.Failure failure) => new()
    {
        Kind = (FailureKind)failure.Kind,
        Message = failure.Message,
        ExitCode = failure.ExitCode == 0 ? null : failure.ExitCode,
        Context = ToDomain(failure.Context),
    };

    private static LatencyStatistics ToDomain(Proto.Latency latency) => new()
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
        CandidateSamplesMs = [.. latency.CandidateSamplesMs],
        ReferenceSamplesMs = [.. latency.ReferenceSamplesMs],
    };

    private static MemoryStatistics ToDomain(Proto.Memory memory) => new()
    {
        PeakBytes = memory.PeakBytes,
        BaselineBytes = memory.BaselineBytes,
        SessionPeakBytes = memory.SessionPeakBytes,
        AnonymousBytes = memory.AnonymousBytes,
        ArenaPeakBytes = memory.ArenaPeakBytes,
    };

    private static MeasurementContext ToDomain(Proto.MeasurementContext? context) => context is null ? new() : new()
    {
        DeviceFingerprint = context.DeviceFingerprint,
        CpuModel = context.CpuModel,
        CpuGovernor = context.CpuGovernor,
        CpuMHz = (context.CpuMhzStart, context.CpuMhzEnd),
        TemperatureCelsius = (context.TemperatureStartCelsius, context.TemperatureEndCelsius),
        LoadAverage = (context.LoadAverageStart, context.LoadAverageEnd),
        OnnxRuntimeVersion = context.OnnxruntimeVersion,
        Provider = context.Provider,
        Threads = context.Threads,
        PoolSeed = context.PoolSeed,
        AgentVersion = context.AgentVersion,
        ReferenceGraphSha256 = context.ReferenceGraphSha256,
        StartTime = ToTime(context.StartTime),
        EndTime = ToTime(context.EndTime),
        SessionCreateMs = context.SessionCreateMs,
        RunMs = context.RunMs,
        OverheadMs = context.OverheadMs,
    };

    private static DateTimeOffset ToTime(Timestamp? time) => time?.ToDateTimeOffset() ?? default;
}
