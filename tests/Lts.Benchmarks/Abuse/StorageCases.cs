using System.Globalization;
using Lts.Protos.V1;

namespace Lts.Benchmarks.Abuse;

/// <summary>What lies on the disk.</summary>
internal static class StorageCases
{
    public static IReadOnlyList<AbuseCase> All { get; } =
    [
        new("modes", "a umask of 022: modes of the data directory and the database, where every agent's key is", ModesAsync),
        new("lost-log", "200 results are acknowledged, then kill -9, and coordinator.db-wal is deleted: the next start", LostLogAsync),
    ];

    private static async Task<string> ModesAsync(ProgramSet programs)
    {
        await using var victim = await Victim.StartAsync(programs);
        await victim.ConnectAsync("a");
        return $"{Octal(victim.DataDirectory)} and {Octal(victim.Database)}";
    }

    private static async Task<string> LostLogAsync(ProgramSet programs)
    {
        await using var victim = await Victim.StartAsync(programs);
        var study = await victim.MeasuredStudyAsync(200);
        await victim.KillAsync();
        File.Delete(victim.Database + "-wal");
        File.Delete(victim.Database + "-shm");
        try
        {
            await victim.StartAgainAsync();
        }
        catch (InvalidOperationException e)
        {
            string output = e.Message.ReplaceLineEndings(" ").Trim();
            return $"refused: {output[..Math.Min(output.Length, 300)]}";
        }

        var studies = await victim.Studies.ListStudiesAsync(new ListStudiesRequest());
        int measured = studies.Studies.Where(s => s.Id == study.Id).Sum(s => s.Targets.Sum(t => t.MeasuredCount));
        bool said = victim.Process.Output.Contains("missing", StringComparison.OrdinalIgnoreCase) || victim.Process.Output.Contains("lost", StringComparison.OrdinalIgnoreCase);
        return string.Create(CultureInfo.InvariantCulture, $"starts with {measured} of 200 results, and {(said ? "says so" : "says nothing")}");
    }

    private static string Octal(string path) =>
        OperatingSystem.IsWindows() ? "no modes here" : Convert.ToString((int)File.GetUnixFileMode(path), 8).PadLeft(4, '0');
}
