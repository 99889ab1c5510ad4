using System.CommandLine;
using Lts.Cli.Commands.Display;
using Lts.Hosting;
using Lts.Reports;

namespace Lts.Cli.Commands.Quickstart;

/// <summary><c>lts quickstart</c>: a whole study on this machine, from nothing to its report.</summary>
internal static class QuickstartCommand
{
    private static readonly Option<double> Minutes = new("--minutes")
    {
        Description = "About how long it may take.",
        DefaultValueFactory = _ => 5,
    };

    private static readonly Option<int> Port = new("--port")
    {
        Description = "Port of the coordinator; 0 takes a free one.",
        DefaultValueFactory = _ => 0,
    };

    private static readonly Option<string> Folder = new("--data")
    {
        Description = "Folder for the report and, while it runs, for the data.",
        HelpName = "folder",
        DefaultValueFactory = _ => "lts-quickstart",
    };

    private static readonly Option<bool> Keep = new("--keep") { Description = "Keep the database and the agent's data for the next time." };

    /// <summary>The verb; ends both children and, unless they are to be kept, deletes their data.</summary>
    public static Command Create()
    {
        var command = new Verb(
            "quickstart", "Search a small space for this machine in about five minutes, with a coordinator and an agent of its own.")
        {
            Minutes,
            Port,
            Folder,
            Keep,
        };
        command.Examples = ["lts quickstart", "lts quickstart --minutes 2 --keep"];
        command.Runs(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var minutes = context.Get(Minutes);
        var port = context.Get(Port);
        if (minutes is not (>= 0.2 and <= 1440))
        {
            throw new UserErrorException("--minutes must be from 0.2 to 1440.", ExitCode.Usage);
        }

        if (port is < 0 or > 65535)
        {
            throw new UserErrorException("--port must be from 0 to 65535.", ExitCode.Usage);
        }

        var programs = ProgramFiles.Find(AppContext.BaseDirectory);
        using var folder = QuickstartFolder.Open(context.Get(Folder)!);
        using var hangUp = new HangUp(cancellationToken);
        try
        {
            await using var laboratory = await QuickstartLaboratory.StartAsync(programs, folder, port, context, hangUp.Token);
            var limit = TimeSpan.FromMinutes(minutes);
            var study = await new QuickstartStudy(laboratory, context).RunAsync(limit, hangUp.Token);
            var data = await FrontierOutput.FetchAsync(laboratory.Connection, study.Id, [], FrontierOutput.OthersOfLarge, context.Time, hangUp.Token);
            var report = folder.Report(study.Spec.Name);
            FrontierOutput.WriteFile(data, ReportRenderers.Find("html")!, report);
            context.WriteReport(context.Json ? ReportRenderers.Find("json")! : FrontierOutput.Table(isWhole: false), data);
            context.Note($"Report: {report}");
            return study.Targets.Any(t => t.Progress.FrontierCount > 0) ? ExitCode.Success : ExitCode.Incomplete;
        }
        finally
        {
            if (!context.Get(Keep))
            {
                folder.DeleteData();
            }
        }
    }
}
