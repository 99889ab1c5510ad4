using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Lts.Tests.EndToEnd.Faults.Harness;

/// <summary>What was done, what came of it, and how long getting over it took. Safe for several threads.</summary>
internal sealed class FaultFigures
{
    private readonly ConcurrentDictionary<string, int> _faults = new();
    private readonly ConcurrentDictionary<string, int> _results = new();
    private readonly ConcurrentDictionary<string, ConcurrentBag<double>> _recoveries = new();

    /// <summary>What must never happen, as it happened.</summary>
    public ConcurrentQueue<string> Violations { get; } = new();

    /// <summary>Something was done to somebody.</summary>
    public void CountFault(string what, int times = 1) => _faults.AddOrUpdate(what, times, (_, before) => before + times);

    /// <summary>Something came of it.</summary>
    public void CountResult(string what, int times) => _results.AddOrUpdate(what, times, (_, before) => before + times);

    /// <summary>Something that must never happen; counted as a result, and explained.</summary>
    public void CountViolations(string what, IReadOnlyCollection<string> cases)
    {
        CountResult(what, cases.Count);
        foreach (string one in cases.Take(10))
        {
            Violations.Enqueue($"{what}: {one}");
        }
    }

    /// <summary>It took so long until all was well again.</summary>
    public void AddRecovery(string after, TimeSpan time) => _recoveries.GetOrAdd(after, _ => []).Add(time.TotalSeconds);

    public int FaultsOf(string what) => _faults.GetValueOrDefault(what);

    public int ResultsOf(string what) => _results.GetValueOrDefault(what);

    /// <summary>For docs/reliability.md.</summary>
    public string ToMarkdown()
    {
        var text = new StringBuilder();
        Append(text, "what happened", "times", _faults.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => (pair.Key, Text(pair.Value))));
        Append(text, "what came of it", "times", _results.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => (pair.Key, Text(pair.Value))));
        Append(
            text, "time to recover", "median, max",
            _recoveries.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => (pair.Key, $"{Seconds(MedianOf(pair.Value))}, {Seconds(pair.Value.Max())}")));
        return text.ToString();
    }

    /// <summary>The same for programs.</summary>
    public string ToJson(int seed, TimeSpan time) => JsonSerializer.Serialize(
        new
        {
            seed,
            seconds = time.TotalSeconds,
            faults = _faults.ToDictionary(),
            results = _results.ToDictionary(),
            recovery_seconds = _recoveries.ToDictionary(pair => pair.Key, pair => new { count = pair.Value.Count, median = MedianOf(pair.Value), max = pair.Value.Max() }),
            violations = Violations.ToArray(),
        },
        JsonIndented);

    private static JsonSerializerOptions JsonIndented { get; } = new() { WriteIndented = true };

    private static void Append(StringBuilder text, string title, string unit, IEnumerable<(string Name, string Value)> rows)
    {
        text.AppendLine(CultureInfo.InvariantCulture, $"| {title} | {unit} |").AppendLine("| --- | --- |");
        foreach (var (name, value) in rows)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"| {name} | {value} |");
        }

        text.AppendLine();
    }

    private static double MedianOf(IEnumerable<double> values) => values.Order().ToArray() is var sorted ? sorted[sorted.Length / 2] : 0;

    private static string Text(int value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Seconds(double value) => string.Create(CultureInfo.InvariantCulture, $"{value:0.0} s");
}
