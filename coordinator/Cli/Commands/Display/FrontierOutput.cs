using Lts.Cli.Client;
using Lts.Cli.Files;
using Lts.Hosting;
using Lts.Hosting.Terminals;
using Lts.Reports;
using Lts.Reports.Data;
using Lts.Reports.Formats;

namespace Lts.Cli.Commands.Display;

/// <summary>Fetches what a report needs and writes it in a format.</summary>
internal static class FrontierOutput
{
    /// <summary>The study with every candidate of the targets asked for.</summary>
    /// <param name="connection">To the coordinator that has the study.</param>
    /// <param name="study">Id or name.</param>
    /// <param name="devices">Selectors; empty for every target.</param>
    /// <param name="time">Tells when the report was made.</param>
    /// <param name="cancellationToken">Ends the calls.</param>
    public static async Task<ReportData> FetchAsync(
        CoordinatorConnection connection, string study, IReadOnlyCollection<string> devices, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var details = await connection.Studies.GetAsync(study, cancellationToken);
        var candidates = await connection.Studies.ListCandidatesAsync(details.Id, devices, cancellationToken);
        return ReportMapping.ToReport(details, candidates, devices.Count > 0, time.GetUtcNow());
    }

    /// <summary>The report as tables; a file or a pipe gets every row and every column.</summary>
    /// <param name="isWhole">Whether a terminal gets every row too.</param>
    public static TableReport Table(bool isWhole) => new() { IsWhole = isWhole, PlainWidth = Terminal.PlainWidth };

    /// <summary>Writes a report into a file, whole or not at all.</summary>
    /// <param name="data">What the report shows.</param>
    /// <param name="renderer">Writes it in the format that was asked for.</param>
    /// <param name="path">As the user named it.</param>
    /// <exception cref="UserErrorException">Its folder does not exist, or it cannot be written.</exception>
    public static void WriteFile(ReportData data, IReportRenderer renderer, string path) => OutputFile.Write(path, stream =>
    {
        using var writer = new StreamWriter(stream, leaveOpen: true);
        renderer.Write(data, writer);
    });
}
