using System.Runtime.InteropServices;

namespace Lts.Agent.Inference;

/// <summary>macOS's <c>getrusage</c> for this process. Not run yet: no such machine was at hand.</summary>
internal static unsafe partial class MacResourceUsage
{
    private const int Self = 0;

    // struct rusage: two struct timeval of 16 bytes, then longs, of which ru_maxrss is the first. 144 bytes in all.
    private const int MaxResidentOffset = 32;
    private const int StructBytes = 144;

    /// <summary>The largest resident size so far, in bytes (on Linux the same field counts KiB); 0 when the system does not tell.</summary>
    public static long PeakBytes()
    {
        var usage = stackalloc byte[StructBytes];
        return GetResourceUsage(Self, usage) == 0 ? *(long*)(usage + MaxResidentOffset) : 0;
    }

    [LibraryImport("libc", EntryPoint = "getrusage")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int GetResourceUsage(int who, byte* usage);
}
