using System.Collections.Immutable;
using Lts.Coordinator.Trainings;

namespace Lts.Coordinator.Storage;

/// <summary>A training as it is stored.</summary>
internal sealed record TrainingRow
{
    /// <summary>Its name, here and at the trainer.</summary>
    public required string Id { get; init; }

    /// <summary>The study that it was first asked for in; <see langword="null"/> for an architecture of none.</summary>
    public string? StudyId { get; init; }

    /// <summary>That study's name.</summary>
    public string? StudyName { get; init; }

    /// <summary>Address of the trainer.</summary>
    public required string Trainer { get; init; }

    /// <summary>What is trained.</summary>
    public required TrainingJob Job { get; init; }

    /// <summary>How far it is.</summary>
    public TrainingState State { get; init; } = TrainingState.Queued;

    /// <summary>Whether the trainer must still be told to take it up again.</summary>
    public bool ResumeWanted { get; init; }

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset CreateTime { get; init; }

    /// <summary>When it ended; <see langword="null"/> while it has not.</summary>
    public DateTimeOffset? EndTime { get; init; }

    /// <summary>Why it failed.</summary>
    public string? FailureMessage { get; init; }

    /// <summary>The last line of the curve that was kept; the trainer has them all.</summary>
    public TrainingProgress? Progress { get; init; }

    /// <summary>Of a complete one.</summary>
    public TrainingResult? Result { get; init; }

    /// <summary>Of a complete one.</summary>
    public ImmutableArray<TrainingArtifact> Artifacts { get; init; } = [];
}
