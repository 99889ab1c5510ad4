using System.Collections.Immutable;
using Lts.Domain.Architectures;
using Lts.Domain.Measurements;
using Lts.Domain.Trainings;
using Lts.Search;

namespace Lts.Reports.Data;

/// <summary>One architecture that was proposed for a target, and what became of it.</summary>
internal sealed record ReportCandidate
{
    /// <summary>The candidate's id in the database.</summary>
    public required string Id { get; init; }

    /// <summary>What was proposed.</summary>
    public required Architecture Architecture { get; init; }

    /// <summary>Order of proposal within the target, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>Generation, from 0.</summary>
    public required int Generation { get; init; }

    /// <summary>How the search came to propose it.</summary>
    public required CandidateOrigin Origin { get; init; }

    /// <summary>Architecture ids of its parents: none, one or two.</summary>
    public ImmutableArray<string> ParentIds { get; init; } = [];

    /// <summary>How far it has come.</summary>
    public required ReportCandidateState State { get; init; }

    /// <summary>How often it was handed to a device.</summary>
    public int AttemptCount { get; init; }

    /// <summary>The device that measured it; empty where none did.</summary>
    public string DeviceName { get; init; } = "";

    /// <summary>The measurement, or why there is none; <see langword="null"/> while neither is known.</summary>
    public MeasurementOutcome? Outcome { get; init; }

    /// <summary>Whether it meets every constraint; never true without a measurement.</summary>
    public bool IsFeasible { get; init; }

    /// <summary>Whether no other feasible candidate of its target is better in every objective.</summary>
    public bool IsOnFrontier { get; init; }

    /// <summary>Complete trainings of its architecture, oldest first.</summary>
    public ImmutableArray<CandidateTraining> Trainings { get; init; } = [];

    /// <summary>The latest of them, or <see langword="null"/> when there is none.</summary>
    public CandidateTraining? LatestTraining => Trainings.IsEmpty ? null : Trainings[^1];

    /// <summary>The measurement, or <see langword="null"/> when there is none.</summary>
    public CandidateMeasurement? Measurement => Outcome as CandidateMeasurement;

    /// <summary>The failure, or <see langword="null"/> when there is none.</summary>
    public MeasurementFailure? Failure => Outcome as MeasurementFailure;
}
