using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Lts.Agent.Measurement.Processes;

/// <summary>Resident memory of another process.</summary>
internal static class ResidentMemory
{
    /// <summary>In bytes; 0 once it has ended.</summary>
    public static long Of(Process process)
    {
        try
        {
            return OperatingSystem.IsLinux() ? FromStatm(File.ReadAllText($"/proc/{process.Id}/statm")) : WorkingSet(process);
        }
        catch (Exception e) when (e is IOException or InvalidOperationException or UnauthorizedAccessException or Win32Exception)
        {
            return 0;
        }
    }

    // The second number counts resident pages.
    private static long FromStatm(string text) =>
        long.TryParse(text.Split(' ') is [_, var pages, ..] ? pages : "", NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? count * Environment.SystemPageSize : 0;

    private static long WorkingSet(Process process)
    {
        process.Refresh();
        return process.WorkingSet64;
    }
}
