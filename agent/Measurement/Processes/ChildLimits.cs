
namespace Lts.Agent.Measurement.Processes;

/// <summary>What a measuring process may use.</summary>
/// <param name="Deadline">Timestamp, of the clock that is passed along, at which it is killed.</param>
/// <param name="TimeLimit">The limit that the deadline came from, for messages.</param>
/// <param name="MemoryBytes">Resident memory at which it is killed.</param>
internal readonly record struct ChildLimits(long Deadline, TimeSpan TimeLimit, long MemoryBytes)
{
    /// <summary>Limits that count from now.</summary>
    public static ChildLimits FromNow(TimeSpan timeLimit, long memoryBytes, TimeProvider time) =>
        new(time.GetTimestamp() + (long)(timeLimit.TotalSeconds * time.TimestampFrequency), timeLimit, memoryBytes);

    /// <summary>Time until the deadline, at least zero.</summary>
    public TimeSpan TimeLeft(TimeProvider time)
    {
        var left = time.GetElapsedTime(time.GetTimestamp(), Deadline);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }
}
