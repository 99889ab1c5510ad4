using System.Diagnostics;
using Lts.Tests.Support;

namespace Lts.Tests.EndToEnd;

/// <summary>The quickstart's children end with it, however it ends.</summary>
public sealed class QuickstartTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [LinuxFact]
    public async Task Quickstart_Killed_LeavesNoProgramBehind()
    {
        using var folder = new TemporaryDirectory();
        await using var quickstart = RunningProgram.Start("Lts.Cli", "quickstart", "--minutes", "5", "--data", folder["it"]);
        await Eventually.TrueAsync(
            "the agent measures", () => quickstart.Output.Contains("Measuring on", StringComparison.Ordinal) || quickstart.HasExited, Limit);
        Assert.False(quickstart.HasExited, quickstart.Output);
        Assert.NotEmpty(ProgramsOn(folder["it"]));

        await quickstart.KillAsync();

        await Eventually.TrueAsync("its children have ended", () => ProgramsOn(folder["it"]).Count == 0, Limit);
    }

    /// <summary>Processes whose command line names a folder.</summary>
    private static List<string> ProgramsOn(string folder) =>
    [
        .. Process.GetProcesses().Select(CommandLine).Where(c => c.Contains(folder, StringComparison.Ordinal)
            && !c.Contains("quickstart --minutes", StringComparison.Ordinal)),
    ];

    private static string CommandLine(Process process)
    {
        using (process)
        {
            try
            {
                return File.ReadAllText($"/proc/{process.Id}/cmdline").Replace('\0', ' ');
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return string.Empty; // it ended meanwhile
            }
        }
    }
}
