using System.Diagnostics;
using System.Globalization;

namespace Lts.Agent.Inference;

/// <summary>Resident memory of this process, in bytes.</summary>
/// <param name="ResidentBytes">What is resident now.</param>
/// <param name="PeakBytes">The high-water mark: since <see cref="TryResetPeak"/> on Linux, since the process began elsewhere.</param>
/// <param name="AnonymousBytes">The part that no file backs; 0 where the system does not tell.</param>
internal readonly record struct ProcessMemory(long ResidentBytes, long PeakBytes, long AnonymousBytes)
{
    private const string StatusFile = "/proc/self/status";
    private const long KibibyteBytes = 1024;

    /// <summary>Reads it now.</summary>
    public static ProcessMemory Read()
    {
        var status = OperatingSystem.IsLinux() ? ParseStatus(File.ReadAllText(StatusFile)) : default;
        if (status.PeakBytes > 0)
        {
            return status;
        }

        // On macOS .NET knows the working set alone, and its peak only getrusage.
        using var self = Process.GetCurrentProcess();
        var peak = OperatingSystem.IsMacOS() ? MacResourceUsage.PeakBytes() : self.PeakWorkingSet64;
        return new ProcessMemory(self.WorkingSet64, Math.Max(peak, self.WorkingSet64), 0);
    }

    /// <summary>Sets the high-water mark back to what is resident now (Linux 4.0 and later); elsewhere it cannot be set back.</summary>
    public static bool TryResetPeak()
    {
        if (!OperatingSystem.IsLinux())
        {
            return false;
        }

        try
        {
            File.WriteAllText("/proc/self/clear_refs", "5");
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Reads the fields of <c>/proc/self/status</c>; 0 for each that is missing.</summary>
    /// <param name="text">The whole of <c>/proc/self/status</c>.</param>
    internal static ProcessMemory ParseStatus(string text)
    {
        long Field(string name)
        {
            var at = text.IndexOf(name, StringComparison.Ordinal);
            var words = at < 0 ? [] : text[(at + name.Length)..].Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries);
            return words.Length > 0 && long.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out var kib)
                ? kib * KibibyteBytes : 0;
        }

        return new ProcessMemory(Field("VmRSS:"), Field("VmHWM:"), Field("RssAnon:"));
    }
}
