namespace Lts.Coordinator.Fleet;

/// <summary>
/// Time that nobody can set: leases, silence and pauses are reckoned by it, because the wall clock jumps (NTP, a person, a virtual machine
/// that wakes up) while agents are well. What people read, and what is stored, is by the wall clock.
/// </summary>
internal static class Uptime
{
    /// <summary>Now, counted from some fixed moment of this machine.</summary>
    public static TimeSpan GetUptime(this TimeProvider time) => time.GetElapsedTime(0);
}
