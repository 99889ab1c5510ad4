using System.Collections.Immutable;

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

/// <summary>
/// What was measured. <see cref="Values"/> has every metric with its interval and its samples, and is what readers go by. Latency and memory
/// also keep statistics of their own, because there is more to them than a value of a metric has: latency is a ratio to a reference that has
/// samples too, memory is several peaks and what they are counted from. Measurements are stored and sent with these statistics; what came
/// later is a value among <see cref="Further"/>.
/// </summary>
public sealed record CandidateMeasurement : MeasurementOutcome
{
    /// <summary>How the latency of one inference came about.</summary>
    public required LatencyStatistics Latency { get; init; }

    /// <summary>How the peak memory came about.</summary>
    public required MemoryStatistics Memory { get; init; }

    /// <summary>Whether the latency can be trusted.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>What was measured besides latency and memory, by metric; also metrics that this program does not know.</summary>
    public ImmutableArray<MetricValue> Further { get; init; } = [];

    /// <summary>Everything that was measured, by metric: first what is known here, in the order of the metrics.</summary>
    public IReadOnlyList<MetricValue> Values
    {
        get
        {
            MetricValue[] known = [.. Metrics.Metrics.All.Select(m => m.Read(this)).OfType<MetricValue>()];
            return [.. known, .. Further.Where(value => !known.Contains(value))];
        }
    }

    /// <summary>Without raw samples.</summary>
    public CandidateMeasurement WithoutSamples() => this with
    {
        Latency = Latency with { CandidateSamplesMs = [], ReferenceSamplesMs = [] },
        Further = [.. Further.Select(value => value with { Samples = [] })],
    };
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
