using System.Runtime.InteropServices;

namespace Lts.Tests.Agent.Measurement;

/// <summary>Signals to processes that a test started.</summary>
internal static partial class Signals
{
    public const int Kill = 9;
    public const int SegmentationFault = 11;

    private const int MostSignals = 500;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(10);

    public static void Send(int processId, int signal) => Assert.Equal(0, SendSignal(processId, signal));

    /// <summary>
    /// Sends a signal until the process is gone. .NET takes the first SIGSEGV for a fault of its own, steps aside and lets the faulting
    /// instruction fault again; a signal from outside has no such instruction, so it must be sent again.
    /// </summary>
    public static async Task SendUntilGoneAsync(int processId, int signal)
    {
        for (var i = 0; i < MostSignals && SendSignal(processId, signal) == 0; i++)
        {
            await Task.Delay(Interval, TimeProvider.System);
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int processId, int signal);
}
