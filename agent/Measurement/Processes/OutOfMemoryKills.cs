using System.Globalization;

namespace Lts.Agent.Measurement.Processes;

/// <summary>How many processes Linux has killed for lack of memory since it started, in any container.</summary>
internal static class OutOfMemoryKills
{
    private const string Field = "oom_kill ";

    /// <summary>The count; <see langword="null"/> where the system does not tell (before Linux 4.13, and on other systems).</summary>
    public static long? Count()
    {
        try
        {
            return OperatingSystem.IsLinux() ? Parse(File.ReadLines("/proc/vmstat")) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The count among the lines of <c>/proc/vmstat</c>; <see langword="null"/> when none of them has it.</summary>
    /// <param name="lines">Of the form <c>name value</c>.</param>
    internal static long? Parse(IEnumerable<string> lines) =>
        lines.FirstOrDefault(line => line.StartsWith(Field, StringComparison.Ordinal)) is { } found
        && long.TryParse(found.AsSpan(Field.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : null;
}
