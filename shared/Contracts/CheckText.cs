using System.Globalization;
using Lts.Domain.Studies;

namespace Lts.Contracts;

/// <summary>What measuring again has shown, for people; the same words wherever it is told.</summary>
public static class CheckText
{
    /// <summary>One line; empty when nothing was measured again.</summary>
    public static string Of(CheckSummary? checks)
    {
        if (checks is null or { CheckedCount: 0, InDoubtCount: 0 })
        {
            return "";
        }

        var parts = new List<string> { $"{checks.CheckedCount} measured again" };
        if (checks.ConfirmedCount > 0)
        {
            string ratios = checks.LargestRatio > 0
                ? string.Create(CultureInfo.InvariantCulture, $" (latencies within a factor of {checks.MedianRatio:0.00} in the median, {checks.LargestRatio:0.00} at most)")
                : "";
            parts.Add($"{checks.ConfirmedCount} confirmed{ratios}");
        }

        Add(parts, checks.CorrectedCount, "corrected");
        Add(parts, checks.OpenCount, "open: measurements contradict each other, and nobody could be blamed");
        Add(parts, checks.InDoubtCount, "in doubt, off the frontier until measured again");
        return string.Join(", ", parts);
    }

    /// <summary>One line: which device, since when, and why.</summary>
    public static string Of(QuarantinedDevice device)
    {
        ArgumentNullException.ThrowIfNull(device);
        return string.Create(CultureInfo.InvariantCulture, $"{device.Name} is in quarantine since {device.Time.UtcDateTime:yyyy-MM-dd HH:mm} UTC: {device.Reason}");
    }

    private static void Add(List<string> parts, int count, string what)
    {
        if (count > 0)
        {
            parts.Add($"{count} {what}");
        }
    }
}
