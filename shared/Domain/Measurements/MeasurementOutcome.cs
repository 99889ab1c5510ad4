namespace Lts.Domain.Measurements;

/// <summary>What became of one attempt to measure a candidate: a <see cref="CandidateMeasurement"/> or a <see cref="MeasurementFailure"/>.</summary>
public abstract record MeasurementOutcome
{
    private protected MeasurementOutcome()
    {
    }

    /// <summary>Where and how.</summary>
    public MeasurementContext Context { get; init; } = new();
}

/// <summary>Measured latency and memory.</summary>
public sealed record CandidateMeasurement : MeasurementOutcome
{
    /// <summary>Latency of one inference.</summary>
    public required LatencyStatistics Latency { get; init; }

    /// <summary>Peak memory.</summary>
    public required MemoryStatistics Memory { get; init; }

    /// <summary>Whether the latency can be trusted.</summary>
    public required Verdict Verdict { get; init; }
}

/// <summary>No measurement, and why.</summary>
public sealed record MeasurementFailure : MeasurementOutcome
{
    /// <summary>The way it failed.</summary>
    public required FailureKind Kind { get; init; }

    /// <summary>What happened and what to do about it, for people.</summary>
    public required string Message { get; init; }

    /// <summary>Exit code of the measuring process; <see langword="null"/> where there was none.</summary>
    public int? ExitCode { get; init; }
}
