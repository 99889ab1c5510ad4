using System.Collections.Immutable;

namespace Lts.Reports.Json;

/// <summary>Latency, memory and whether to trust them; further metrics are absent where none were measured.</summary>
internal sealed record MeasurementDocument(
    string Verdict, LatencyDocument Latency, MemoryDocument Memory, ImmutableArray<MetricDocument>? Values);

/// <summary>What was measured of one metric. Interval and samples are absent where there are none.</summary>
internal sealed record MetricDocument(string Metric, double Value, double? Low, double? High, ImmutableArray<double>? Samples);

/// <summary>Latency of one inference. Samples are absent where they were not kept or not asked for.</summary>
internal sealed record LatencyDocument(
    double LatencyMs,
    double LowMs,
    double HighMs,
    double P50Ms,
    double P90Ms,
    double MinMs,
    double Ratio,
    double ReferenceMs,
    int Rounds,
    ImmutableArray<double>? CandidateSamplesMs,
    ImmutableArray<double>? ReferenceSamplesMs);

/// <summary>Memory of the measuring process.</summary>
internal sealed record MemoryDocument(
    long PeakBytes,
    long PeakNetBytes,
    long SessionPeakBytes,
    long BaselineBytes,
    long AnonymousBytes,
    long ArenaPeakBytes);

/// <summary>Why there is no measurement.</summary>
internal sealed record FailureDocument(string Kind, string Message, int? ExitCode);

/// <summary>Where and how a number came to be.</summary>
internal sealed record ContextDocument(
    string DeviceFingerprint,
    string CpuModel,
    string CpuGovernor,
    double CpuMhzStart,
    double CpuMhzEnd,
    double TemperatureStartCelsius,
    double TemperatureEndCelsius,
    double LoadAverageStart,
    double LoadAverageEnd,
    string OnnxruntimeVersion,
    string Provider,
    int Threads,
    long PoolSeed,
    string AgentVersion,
    string ReferenceGraphSha256,
    DateTimeOffset StartTime,
    DateTimeOffset EndTime,
    double SessionCreateMs,
    double RunMs,
    double OverheadMs);
