using System.Runtime.InteropServices;

namespace Lts.Tests.EndToEnd.Faults.Harness;

/// <summary>What is done to processes from outside, without root.</summary>
internal static partial class Posix
{
    private const int SigStop = 19;
    private const int SigContinue = 18;
    private const int SigKill = 9;
    private const int FileSizeLimit = 1; // RLIMIT_FSIZE
    private const ulong Unlimited = ulong.MaxValue;

    /// <summary>Takes the processor away from a process until <see cref="Continue"/>.</summary>
    public static bool Stop(int process) => Kill(process, SigStop) == 0;

    /// <summary>Gives it back.</summary>
    public static bool Continue(int process) => Kill(process, SigContinue) == 0;

    /// <summary>kill -9.</summary>
    public static bool Kill(int process) => Kill(process, SigKill) == 0;

    /// <summary>From now on the process cannot make a file longer: its writes fail, as on a full disk.</summary>
    public static bool ForbidFiles(int process, bool forbid)
    {
        var limit = new Limit(forbid ? 0 : Unlimited, Unlimited);
        return SetLimit(process, FileSizeLimit, in limit, 0) == 0;
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);

    [LibraryImport("libc", EntryPoint = "prlimit")]
    private static partial int SetLimit(int process, int resource, in Limit limit, nint old);

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Limit(ulong Soft, ulong Hard);
}
