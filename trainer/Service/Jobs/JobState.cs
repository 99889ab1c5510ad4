using System.Text.Json.Serialization;

namespace Lts.Trainer.Service.Jobs;

/// <summary>How far a job has come; numbered as in protos/lts/v1/trainer.proto.</summary>
internal enum JobState
{
    /// <summary>Waits for its device.</summary>
    [JsonStringEnumMemberName("Queued")]
    Queued = 1,

    /// <summary>Has its device; the service sees to it that a process trains it.</summary>
    [JsonStringEnumMemberName("Running")]
    Running = 2,

    /// <summary>Its run has a result.</summary>
    [JsonStringEnumMemberName("Completed")]
    Completed = 3,

    /// <summary>It could not go on; see <see cref="JobRecord.FailureMessage"/>.</summary>
    [JsonStringEnumMemberName("Failed")]
    Failed = 4,

    /// <summary>Somebody stopped it.</summary>
    [JsonStringEnumMemberName("Cancelled")]
    Cancelled = 5,
}
