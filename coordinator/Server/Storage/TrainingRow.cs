namespace Lts.Coordinator.Storage;

/// <summary>A training as it is stored.</summary>
internal sealed record TrainingRow
{
    /// <summary>Unique; made of its content.</summary>
    public required string Id { get; init; }

    /// <summary>Empty for none.</summary>
    public required string StudyId { get; init; }

    /// <summary>The trainer's address.</summary>
    public required string Trainer { get; init; }

    /// <summary>Number of its state.</summary>
    public required int State { get; init; }

    /// <summary>What is trained, as JSON.</summary>
    public required string Spec { get; init; }

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset CreateTime { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? EndTime { get; init; }

    /// <summary>Of a failed one.</summary>
    public string FailureMessage { get; init; } = "";

    /// <summary>Of a complete one, as JSON.</summary>
    public string? Result { get; init; }

    /// <summary>What it left at its trainer, as JSON.</summary>
    public required string Files { get; init; }
}
