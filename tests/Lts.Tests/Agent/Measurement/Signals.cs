using System.Runtime.InteropServices;

namespace Lts.Tests.Agent.Measurement;

/// <summary>Signals to processes that a test started.</summary>
internal static partial class Signals
{
    public const int Kill = 9;
    public const int SegmentationFault = 11;

    public static void Send(int processId, int signal) => Assert.Equal(0, SendSignal(processId, signal));

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int processId, int signal);
}
