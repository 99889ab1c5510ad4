using System.CommandLine;
using Lts.Cli.Commands.Display;
using Lts.Hosting;
using Lts.Reports;
using Lts.Reports.Formats;

namespace Lts.Cli.Commands;

/// <summary><c>lts frontier</c>.</summary>
internal static class FrontierCommand
{
    public static Command Create()
    {
        var format = new Option<string?>("--format")
        {
            Description = $"{string.Join(", ", ReportRenderers.All.Select(r => r.Format))}; by default the file's extension, or table.",
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
            var data = await FrontierOutput.FetchAsync(
                connection, context.Get(CommonOptions.Study), context.Get(CommonOptions.Devices)!, context.Time, cancellationToken);
            if (path is null)
            {
                context.WriteReport(renderer, data);
            }
            else
            {
                FrontierOutput.WriteFile(data, renderer, path);
                context.Note($"Wrote {path}.");
            }

            UnknownFamilies.Note(context, data.Targets.SelectMany(target => target.Candidates));

            return ExitCode.Success;
        });
        return command;
    }

    private static IReportRenderer Choose(string format, bool all) =>
        ReportRenderers.Find(format) is { } renderer and not TableReport ? renderer : new TableReport { IsWhole = all };

    /// <summary>What was asked for, else what the file's name suggests, else a table.</summary>
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

        var extension = Path.GetExtension(path ?? "").TrimStart('.');
        return ReportRenderers.Find(extension)?.Format ?? "table";
    }
}
