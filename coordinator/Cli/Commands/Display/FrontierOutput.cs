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
    /// <summary>Up to so many candidates a report shows all.</summary>
    public const int WholeUpTo = 5_000;

    /// <summary>Of more, it shows those on a frontier and so many others.</summary>
    public const int OthersOfLarge = 3_000;

    /// <summary>The study with the candidates of the targets asked for, or with a sample of them where it is large.</summary>
    /// <param name="connection">To the coordinator that has the study.</param>
    /// <param name="study">Id or name.</param>
    /// <param name="devices">Selectors; empty for every target.</param>
    /// <param name="others">How many candidates that are on no frontier are wanted of a large study.</param>
    /// <param name="time">Tells when the report was made.</param>
    /// <param name="cancellationToken">Ends the calls.</param>
    public static async Task<ReportData> FetchAsync(
        CoordinatorConnection connection, string study, IReadOnlyCollection<string> devices, int others, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var details = await connection.Studies.GetAsync(study, cancellationToken);
        bool isLarge = details.Targets.Sum(t => (long)t.Progress.ProposedCount) > WholeUpTo;
        var candidates = await connection.Studies.ListCandidatesAsync(details.Id, devices, cancellationToken, isLarge ? others : null);
        return ReportMapping.ToReport(details, candidates, devices.Count > 0, time.GetUtcNow(), isLarge);
    }

    /// <summary>Every candidate of a study that is too large to be held, as CSV.</summary>
    /// <param name="connection">To the coordinator that has the study.</param>
    /// <param name="head">The study with a sample of its candidates.</param>
    /// <param name="devices">Selectors; empty for every target.</param>
    /// <param name="writer">Receives the text.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public static void WriteCsv(
        CoordinatorConnection connection, ReportData head, IReadOnlyCollection<string> devices, TextWriter writer, CancellationToken cancellationToken) =>
        CsvReport.Write(head, connection.Studies.StreamCandidatesAsync(head.StudyId, devices, null, cancellationToken).ToBlockingEnumerable(cancellationToken), writer);

    /// <summary>The report as tables; a file or a pipe gets every row and every column.</summary>
    /// <param name="isWhole">Whether a terminal gets every row too.</param>
    public static TableReport Table(bool isWhole) => new() { IsWhole = isWhole, PlainWidth = Terminal.PlainWidth };

    /// <summary>Writes a report into a file, whole or not at all.</summary>
    /// <param name="data">What the report shows.</param>
    /// <param name="renderer">Writes it in the format that was asked for.</param>
    /// <param name="path">As the user named it.</param>
    /// <exception cref="UserErrorException">Its folder does not exist, or it cannot be written.</exception>
    public static void WriteFile(ReportData data, IReportRenderer renderer, string path) => WriteFile(path, writer => renderer.Write(data, writer));

    /// <summary>Writes a text into a file, whole or not at all.</summary>
    /// <param name="path">As the user named it.</param>
    /// <param name="write">Writes it.</param>
    /// <exception cref="UserErrorException">Its folder does not exist, or it cannot be written.</exception>
    public static void WriteFile(string path, Action<TextWriter> write) => OutputFile.Write(path, stream =>
    {
        using var writer = new StreamWriter(stream, leaveOpen: true);
        write(writer);
    });
}
