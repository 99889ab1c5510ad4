using System.Runtime.InteropServices;

namespace Lts.Agent.Inference;

/// <summary>Settles a measuring process before anything else runs in it.</summary>
internal static partial class ProcessSetup
{
    private const int MmapThreshold = -3; // M_MMAP_THRESHOLD
    private const int ArenaMax = -8; // M_ARENA_MAX
    private const int MmapThresholdBytes = 131_072; // glibc's own initial value
    private const int ParentDeathSignal = 1; // PR_SET_PDEATHSIG
    private const int Sigkill = 9;

    /// <summary>
    /// glibc raises its threshold for mapping memory as memory is freed, which alone moves the peak of a 124 M model from 756 to 951 MB:
    /// a fixed threshold and one arena make the peak repeatable. Must come before the first large allocation; nothing to do elsewhere.
    /// </summary>
    public static void FixAllocator()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        try
        {
            _ = MallOpt(MmapThreshold, MmapThresholdBytes);
            _ = MallOpt(ArenaMax, 1);
        }
        catch (EntryPointNotFoundException)
        {
            // musl has no such settings and no moving threshold either.
        }
    }

    /// <summary>Dies with the agent, and is the kernel's first choice when memory runs out: the agent outlives its candidates.</summary>
    public static void BindToParent()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        _ = PrCtl(ParentDeathSignal, Sigkill, 0, 0, 0);
        try
        {
            File.WriteAllText("/proc/self/oom_score_adj", "1000");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A container may forbid it; the watchdog still holds.
        }
    }

    [LibraryImport("libc", EntryPoint = "mallopt")]
    private static partial int MallOpt(int parameter, int value);

    [LibraryImport("libc", EntryPoint = "prctl")]
    private static partial int PrCtl(int option, nint argument2, nint argument3, nint argument4, nint argument5);
}
