using System.Collections.Immutable;
using Lts.Domain.Architectures;
using Lts.Domain.Measurements;
using Lts.Domain.Trainings;

namespace Lts.Domain.Candidates;

/// <summary>
/// One architecture that was proposed for a target, and what became of it, at one moment. The store fills in what it keeps; the study adds how
/// it judges the candidate within its target, and the trainings of its architecture.
/// </summary>
public sealed record Candidate
{
    /// <summary>Study, device class and order of proposal: what it is called by everywhere.</summary>
    public required CandidateKey Key { get; init; }

    /// <summary>Generation, from 0.</summary>
    public required int Generation { get; init; }

    /// <summary>How the search came to propose it.</summary>
    public required CandidateOrigin Origin { get; init; }

    /// <summary>What was proposed.</summary>
    public required Architecture Architecture { get; init; }

    /// <summary>Architecture ids of its parents: none, one (mutation) or two (crossover).</summary>
    public ImmutableArray<string> ParentIds { get; init; } = [];

    /// <summary>How far it has come.</summary>
    public CandidateState State { get; init; } = CandidateState.Pending;

    /// <summary>How often it was handed to a device.</summary>
    public int AttemptCount { get; init; }

    /// <summary>The device that holds it or brought its outcome; <see langword="null"/> where there is none.</summary>
    public string? DeviceName { get; init; }

    /// <summary>Measurement or failure; <see langword="null"/> while there is neither. Raw samples only where they were asked for.</summary>
    public MeasurementOutcome? Outcome { get; init; }

    /// <summary>What measuring it again said.</summary>
    public CandidateCheck Check { get; init; }

    /// <summary>The class of its target's devices; empty until the study has filled it in.</summary>
    public string DeviceClass { get; init; } = "";

    /// <summary>Whether it meets every constraint; never true without a measurement, nor before the study has judged it.</summary>
    public bool IsFeasible { get; init; }

    /// <summary>Whether no other feasible candidate of its target dominates it; never true before the study has judged it.</summary>
    public bool IsOnFrontier { get; init; }

    /// <summary>Complete trainings of its architecture, oldest first.</summary>
    public ImmutableArray<CandidateTraining> Trainings { get; init; } = [];

    /// <summary>Order of proposal within its target, from 0.</summary>
    public int Index => Key.Index;

    /// <summary>The latest training, or <see langword="null"/> when there is none.</summary>
    public CandidateTraining? LatestTraining => Trainings.IsEmpty ? null : Trainings[^1];

    /// <summary>The measurement, or <see langword="null"/> when there is none.</summary>
    public CandidateMeasurement? Measurement => Outcome as CandidateMeasurement;

    /// <summary>The failure, or <see langword="null"/> when there is none.</summary>
    public MeasurementFailure? Failure => Outcome as MeasurementFailure;
}
