using System.Globalization;
using Lts.Domain.Metrics;

namespace Lts.Coordinator.Trainings;

/// <summary>The most that a metric may be, as in <c>latency=50ms</c>, <c>memory=1.5GiB</c> or <c>total_parameters=30000000</c>.</summary>
/// <param name="Metric">What is bounded from above.</param>
/// <param name="Value">In the metric's unit.</param>
internal sealed record Bound(Metric Metric, double Value)
{
    private const double MiB = 1 << 20;

    private static readonly Dictionary<string, Metric> ShortNames = new() { ["latency"] = Metrics.LatencyMs, ["memory"] = Metrics.PeakMemoryMiB };

    private static readonly Dictionary<string, double> Milliseconds = new() { [""] = 1, ["us"] = 1e-3, ["ms"] = 1, ["s"] = 1e3 };

    private static readonly Dictionary<string, double> Mebibytes = new()
    {
        [""] = 1,
        ["kib"] = 1.0 / 1024,
        ["mib"] = 1,
        ["gib"] = 1024,
        ["kb"] = 1e3 / MiB,
        ["mb"] = 1e6 / MiB,
        ["gb"] = 1e9 / MiB,
    };

    private static readonly Dictionary<string, double> Counts = new() { [""] = 1, ["k"] = 1e3, ["m"] = 1e6 };

    /// <summary>Reads a metric's name, a sign of equality, and a number with or without a unit.</summary>
    /// <returns><see langword="null"/> when it is none.</returns>
    public static Bound? TryParse(string text)
    {
        var sign = text.IndexOf('=', StringComparison.Ordinal);
        if (sign < 0 || MetricOf(text[..sign].Trim()) is not { } metric)
        {
            return null;
        }

        var value = text[(sign + 1)..].Trim();
        var digits = value.TakeWhile(c => char.IsAsciiDigit(c) || c == '.').Count();
        return double.TryParse(value.AsSpan(0, digits), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && UnitsOf(metric).TryGetValue(value[digits..].Trim().ToLowerInvariant(), out var factor)
            ? new Bound(metric, number * factor)
            : null;
    }

    private static Metric? MetricOf(string name) => ShortNames.GetValueOrDefault(name) ?? Metrics.Find(name);

    private static Dictionary<string, double> UnitsOf(Metric metric) => metric.Unit switch
    {
        "ms" => Milliseconds,
        "MiB" => Mebibytes,
        _ => Counts,
    };
}
