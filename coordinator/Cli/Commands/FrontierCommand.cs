using System.CommandLine;
using Lts.Cli.Commands.Display;
using Lts.Hosting;
using Lts.Reports;
using Lts.Reports.Data;
using Lts.Reports.Formats;

namespace Lts.Cli.Commands;

/// <summary><c>lts frontier</c>.</summary>
internal static class FrontierCommand
{
    private const string Table = "table";

    /// <summary>The ending of a file with a table.</summary>
    private const string PlainText = "txt";

    /// <summary>The verb; the format is settled before the coordinator is asked.</summary>
    public static Command Create()
    {
        var format = new Option<string?>("--format")
        {
            Description = $"{string.Join(", ", ReportRenderers.All.Select(r => r.Format))}; by default what the file's ending says, or table.",
        };
        format.AcceptOnlyFromAmong([.. ReportRenderers.All.Select(r => r.Format)]);
        var file = new Option<string?>("--output", "-o") { Description = "Write to this file.", HelpName = "file" };
        var all = new Option<bool>("--all") { Description = "Show every row in a terminal too, not a screenful." };
        var command = new RemoteVerb("frontier", "Show the best architectures of a study, per device, or write its report.")
        {
            CommonOptions.Study,
            CommonOptions.Devices,
            format,
            file,
            all,
        };
        command.Examples =
        [
            "lts frontier my-study",
            "lts frontier my-study --all",
            "lts frontier my-study --device tag:pi -o report.html",
            "lts frontier my-study --json | jq .",
        ];
        command.Runs(async (context, cancellationToken) =>
        {
            var path = context.Get(file);
            var renderer = Choose(ChooseFormat(context.Get(format), context.Json, path), context.Get(all));
            using var connection = context.Connect();
            var devices = context.Get(CommonOptions.Devices)!;
            int others = renderer is TableReport or CsvReport ? 0 : FrontierOutput.OthersOfLarge; // of a large study these show none, or stream all
            var data = await FrontierOutput.FetchAsync(connection, context.Get(CommonOptions.Study), devices, others, context.Time, cancellationToken);
            bool isStreamed = renderer is CsvReport && data.Sample is not null;
            if (path is null && isStreamed)
            {
                context.Write(writer => FrontierOutput.WriteCsv(connection, data, devices, writer, cancellationToken));
            }
            else if (path is null)
            {
                context.WriteReport(renderer, data);
            }
            else
            {
                if (!isStreamed)
                {
                    FrontierOutput.WriteFile(data, renderer, path);
                    context.Note($"Wrote {path}.");
                }

                WriteCsvBeside(context, data, path, renderer, writer => FrontierOutput.WriteCsv(connection, data, devices, writer, cancellationToken));
            }

            UnknownFamilies.Note(context, data.Targets.SelectMany(target => target.Candidates));

            return ExitCode.Success;
        });
        return command;
    }

    /// <summary>The candidates that a page, or JSON, of a large study leaves out go into a file of their own.</summary>
    private static void WriteCsvBeside(CommandContext context, ReportData data, string path, IReportRenderer renderer, Action<TextWriter> write)
    {
        if (data.Sample is null || renderer is TableReport)
        {
            return;
        }

        string csv = renderer is CsvReport ? path : Path.ChangeExtension(path, ".csv");
        FrontierOutput.WriteFile(csv, write);
        context.Note($"Wrote {csv}, with every candidate.");
    }

    private static string? FormatOf(string extension) => extension == Table ? null : ReportRenderers.Find(extension)?.Format;

    private static IReportRenderer Choose(string format, bool all) =>
        ReportRenderers.Find(format) is { } renderer and not TableReport ? renderer : FrontierOutput.Table(all);

    /// <summary>What was asked for, else what the file's ending says, else a table.</summary>
    /// <param name="format">As given with <c>--format</c>.</param>
    /// <param name="json">Whether <c>--json</c> was given.</param>
    /// <param name="path">The file to write; <see langword="null"/> for standard output.</param>
    /// <exception cref="UserErrorException">The two options contradict each other, or no format has such an ending.</exception>
    internal static string ChooseFormat(string? format, bool json, string? path)
    {
        if (format is not null && json && format != "json")
        {
            throw new UserErrorException($"--json and --format {format} contradict each other; keep one.", ExitCode.Usage);
        }

        if (format is not null || json)
        {
            return format ?? "json";
        }

        var extension = Path.GetExtension(path ?? "").TrimStart('.').ToLowerInvariant();
        return extension is "" or PlainText ? Table : FormatOf(extension) ?? throw new UserErrorException(
            $"--output {path}: there is no format for files that end in .{extension}. The endings are "
            + $"{string.Join(", ", ReportRenderers.All.Select(r => r.Format).Where(f => f != Table).Select(f => "." + f))} and .{PlainText} for a table; "
            + "with another one, say --format too.",
            ExitCode.Usage);
    }
}
