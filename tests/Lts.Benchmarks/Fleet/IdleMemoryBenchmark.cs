using System.Globalization;
using Lts.Tests.EndToEnd;

namespace Lts.Benchmarks.Fleet;

/// <summary>Resident memory of a coordinator and an agent that are connected and have nothing to do.</summary>
public static class IdleMemoryBenchmark
{
    private const double CoordinatorLimitMiB = 150;
    private const double AgentLimitMiB = 80;

    /// <summary>Starts both programs, waits, and prints their resident memory (Linux).</summary>
    /// <param name="output">Where the figures go.</param>
    /// <param name="settle">How long to leave them alone first.</param>
    public static async Task RunAsync(TextWriter output, TimeSpan settle)
    {
        ArgumentNullException.ThrowIfNull(output);
        await using var laboratory = await Laboratory.StartAsync();
        var agent = await laboratory.StartAgentAsync("idle");
        await Task.Delay(settle, TimeProvider.System);
        await ReportAsync(output, "coordinator", laboratory.Coordinator.Id, CoordinatorLimitMiB);
        await ReportAsync(output, "agent", agent.Id, AgentLimitMiB);
    }

    private static async Task ReportAsync(TextWriter output, string program, int process, double limitMiB)
    {
        var residentKiB = (await File.ReadAllLinesAsync($"/proc/{process}/status"))
            .Where(l => l.StartsWith("VmRSS:", StringComparison.Ordinal))
            .Select(l => double.Parse(l.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture))
            .Single();
        var mebibytes = residentKiB / 1024;
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"idle {program}: {mebibytes:F1} MiB resident, limit {limitMiB} MiB: {(mebibytes <= limitMiB ? "met" : "MISSED")}"));
    }
}
