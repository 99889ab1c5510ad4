using System.Collections.Immutable;

namespace Lts.Domain.Trainings;

/// <summary>A training at one moment.</summary>
public sealed record Training
{
    /// <summary>Also the job's id at the trainer.</summary>
    public required string Id { get; init; }

    /// <summary>The study whose candidate it trains; empty for an architecture of no study.</summary>
    public required string StudyId { get; init; }

    /// <summary>The study's name, where whoever shows the training has filled it in; empty for an architecture of no study.</summary>
    public string StudyName { get; init; } = "";

    /// <summary>Id of the candidate's architecture; without more knowledge that of the specification's.</summary>
    public string ArchitectureId
    {
        get => field ?? Spec.Architecture.Id;
        init;
    }

    /// <summary>The trainer's address.</summary>
    public required string Trainer { get; init; }

    /// <summary>What is trained.</summary>
    public required TrainingSpec Spec { get; init; }

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset CreateTime { get; init; }

    /// <summary>How far it has come.</summary>
    public TrainingState State { get; init; } = TrainingState.Queued;

    /// <summary>When it ended.</summary>
    public DateTimeOffset? EndTime { get; init; }

    /// <summary>Why it failed; empty unless it did.</summary>
    public string FailureMessage { get; init; } = "";

    /// <summary>Why it is not getting on at the moment; empty unless something is in its way.</summary>
    public string Trouble { get; init; } = "";

    /// <summary>The last progress that is known.</summary>
    public TrainingProgress? Progress { get; init; }

    /// <summary>What came of it, once it is complete.</summary>
    public TrainingResult? Result { get; init; }

    /// <summary>What a completed one left at its trainer.</summary>
    public ImmutableArray<TrainedFile> Files { get; init; } = [];

    /// <summary>Whether nothing more will come of it by itself.</summary>
    public bool HasEnded => State is TrainingState.Completed or TrainingState.Failed or TrainingState.Cancelled;

    /// <summary>Why nothing can be taken from a training that is not complete, for people.</summary>
    public string NotCompleteReason => State switch
    {
        TrainingState.Cancelled => $"Training {Id} was cancelled. The same `lts train` resumes it.",
        TrainingState.Failed => $"Training {Id} has failed. `lts train show {Id}` says why.",
        _ => $"Training {Id} is not complete. `lts train watch {Id}` shows how far it has got.",
    };
}
