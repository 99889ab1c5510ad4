using System.Diagnostics;
using System.Globalization;
using Lts.Tests.Support;

namespace Lts.Tests.EndToEnd.Faults.Harness;

/// <summary>The full form: <c>./lts test faults --for 1h [--seed N]</c>.</summary>
internal static class FaultProgram
{
    /// <summary>How this assembly is asked for it.</summary>
    public const string Verb = "faults";

    private static readonly Dictionary<char, double> Seconds = new() { ['s'] = 1, ['m'] = 60, ['h'] = 3600 };

    /// <summary>Runs for a time; prints how it goes on, and the tables of docs/reliability.md at the end.</summary>
    /// <param name="time">For example <c>90s</c>, <c>10m</c>, <c>1h</c>.</param>
    /// <param name="seed">The same seed lets the same happen in the same order, though not at the same moments.</param>
    /// <returns>0 when nothing was lost, and nobody blamed without evidence.</returns>
    public static async Task<int> RunAsync(string time, string seed)
    {
        var plan = FaultPlan.Full(TimeSpan.FromSeconds(double.Parse(time[..^1], CultureInfo.InvariantCulture) * Seconds[time[^1]])) with
        {
            Seed = int.Parse(seed, CultureInfo.InvariantCulture),
            Say = Console.WriteLine,
        };
        Console.WriteLine($"faults for {time}, seed {seed}");
        long start = Stopwatch.GetTimestamp();
        var figures = await FaultRun.RunAsync(plan);
        string file = Path.Combine(Repository.Root, "artifacts", "faults.json");
        await File.WriteAllTextAsync(file, figures.ToJson(plan.Seed, Stopwatch.GetElapsedTime(start)));
        Console.WriteLine();
        Console.WriteLine(figures.ToMarkdown());
        foreach (string violation in figures.Violations)
        {
            Console.WriteLine(violation);
        }

        Console.WriteLine($"{(figures.Violations.IsEmpty ? "All is well" : $"{figures.Violations.Count} VIOLATIONS")}; the figures are in {file}.");
        return figures.Violations.IsEmpty ? 0 : 1;
    }
}
