using System.Collections.Immutable;
using Lts.Domain.Architectures;
using Lts.Domain.Measurements;
using Lts.Search;

namespace Lts.Coordinator.Storage;

/// <summary>A candidate as it is stored.</summary>
internal sealed record CandidateRow
{
    /// <summary>Its name.</summary>
    public required CandidateKey Key { get; init; }

    /// <summary>Generation, from 0.</summary>
    public required int Generation { get; init; }

    /// <summary>How it came to be.</summary>
    public required CandidateOrigin Origin { get; init; }

    /// <summary>What to measure.</summary>
    public required Architecture Architecture { get; init; }

    /// <summary>Architecture ids of its parents.</summary>
    public ImmutableArray<string> ParentIds { get; init; } = [];

    /// <summary>What became of it.</summary>
    public CandidateState State { get; init; } = CandidateState.Pending;

    /// <summary>How often it was handed out.</summary>
    public int AttemptCount { get; init; }

    /// <summary>The device that brought the outcome.</summary>
    public string? DeviceName { get; init; }

    /// <summary>Measurement or failure; <see langword="null"/> while there is none. Raw samples only where they were asked for.</summary>
    public MeasurementOutcome? Outcome { get; init; }
}
