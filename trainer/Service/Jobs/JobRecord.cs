using System.Text.Json.Serialization;

namespace Lts.Trainer.Service.Jobs;

/// <summary>A job as it is kept in <c>job.json</c>. Immutable; replaced with every change.</summary>
internal sealed record JobRecord
{
    /// <summary>The client's name for it.</summary>
    [JsonPropertyName("id")]
    public required string Id { get; init; }

    /// <summary>Order of submission.</summary>
    [JsonPropertyName("sequence")]
    public required long Sequence { get; init; }

    /// <summary>How far it has come.</summary>
    [JsonPropertyName("state")]
    public required JobState State { get; init; }

    /// <summary>What is trained.</summary>
    [JsonPropertyName("spec")]
    public required JobSpec Spec { get; init; }

    /// <summary><c>cpu</c> or <c>cuda</c>: what has it to itself while it runs.</summary>
    [JsonPropertyName("device")]
    public required string Device { get; init; }

    /// <summary>When it was submitted.</summary>
    [JsonPropertyName("create_time")]
    public required DateTimeOffset CreateTime { get; init; }

    /// <summary>When it first ran.</summary>
    [JsonPropertyName("start_time")]
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>When it ended.</summary>
    [JsonPropertyName("end_time")]
    public DateTimeOffset? EndTime { get; init; }

    /// <summary>Processes that were started for it.</summary>
    [JsonPropertyName("start_count")]
    public int StartCount { get; init; }

    /// <summary>Of a failed job: what happened, and what to do.</summary>
    [JsonPropertyName("failure_message")]
    public string? FailureMessage { get; init; }

    /// <summary>Whether <c>job.json</c> cannot be read, so that it has no place in the order: this stands for it, to be seen and deleted.</summary>
    public bool IsUnreadable() => Sequence == 0;
}
