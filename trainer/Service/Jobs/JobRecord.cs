namespace Lts.Trainer.Service.Jobs;

/// <summary>A job as it is kept in <c>job.json</c>. Immutable; replaced with every change.</summary>
internal sealed record JobRecord
{
    /// <summary>The client's name for it.</summary>
    public required string Id { get; init; }

    /// <summary>Order of submission.</summary>
    public required long Sequence { get; init; }

    /// <summary>How far it has come.</summary>
    public required JobState State { get; init; }

    /// <summary>What is trained.</summary>
    public required JobSpec Spec { get; init; }

    /// <summary><c>cpu</c> or <c>cuda</c>: what has it to itself while it runs.</summary>
    public required string Device { get; init; }

    /// <summary>When it was submitted.</summary>
    public required DateTimeOffset CreateTime { get; init; }

    /// <summary>When it first ran.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? EndTime { get; init; }

    /// <summary>Processes that were started for it.</summary>
    public int StartCount { get; init; }

    /// <summary>Of a failed job: what happened, and what to do.</summary>
    public string? FailureMessage { get; init; }
}
