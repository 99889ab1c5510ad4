using Lts.Tests.Support;

namespace Lts.Benchmarks.Abuse;

/// <summary>Does every abuse that the project knows of to real programs, this tree's and an older build's, and prints what each does to others.</summary>
internal static class AbuseBenchmark
{
    /// <summary>Runs the cases one after another and prints a table in Markdown.</summary>
    /// <param name="output">Where the table goes, a row as soon as it is known.</param>
    /// <param name="before">A folder of older programs as <c>artifacts/bin</c> has them; <see langword="null"/> for none.</param>
    /// <param name="words">Only cases whose name has one of these; all when there are none.</param>
    public static async Task RunAsync(TextWriter output, string? before, IReadOnlyCollection<string> words)
    {
        List<ProgramSet> sets = [.. before is null ? [] : new[] { new ProgramSet(Path.GetFullPath(before)) }, new ProgramSet(Repository.Absolute("artifacts/bin"))];
        await output.WriteLineAsync(before is null ? "| case | now |\n| --- | --- |" : "| case | before | now |\n| --- | --- | --- |");
        foreach (var abuse in AbuseCase.All.Where(c => words.Count == 0 || words.Any(c.Name.Contains)))
        {
            var seen = new List<string>();
            foreach (var set in sets)
            {
                seen.Add(await SeenAsync(abuse, set));
            }

            await output.WriteLineAsync($"| `{abuse.Name}`: {abuse.Question} | {string.Join(" | ", seen)} |");
            await output.FlushAsync();
        }
    }

    private static async Task<string> SeenAsync(AbuseCase abuse, ProgramSet set)
    {
        try
        {
            return (await abuse.Run(set)).ReplaceLineEndings(" ");
        }
        catch (Exception e)
        {
            string message = e.Message.ReplaceLineEndings(" ");
            return $"the case itself failed: {e.GetType().Name}: {message[..Math.Min(300, message.Length)]}";
        }
    }
}
