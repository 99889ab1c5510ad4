using System.Globalization;
using Lts.Contracts;
using Lts.Protos.V1;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Lts.Cli.Commands.Display;

/// <summary>How far a study is: as a picture for terminals, as lines for logs.</summary>
internal static class StudyProgress
{
    private const int BarWidth = 24;

    /// <summary>One bar a target, with its figures.</summary>
    public static IRenderable Picture(Study study)
    {
        var table = new Table { Border = TableBorder.None, ShowHeaders = true };
        table.AddColumns("[bold]device[/]", "", "generation", "measured", "failed", "frontier", "hypervolume", "time left");
        foreach (var target in study.Targets)
        {
            table.AddRow(
                new Text(Device(target)), new Markup(Bar(target)), new Text(Generation(target)),
                new Text(Of(target.MeasuredCount, target.ExpectedCount)),
                new Text(StudyTable.Number(target.FailedCount), target.FailedCount > 0 ? new Style(Color.Red) : null),
                new Text(StudyTable.Number(target.FrontierCount)), new Text(Hypervolume(target)), new Text(TimeLeft(study, target)));
        }

        return new Rows(new Text($"{study.Name}: {WireNames.Of(study.State)}"), table);
    }

    /// <summary>One line for a target.</summary>
    public static string Line(Study study, StudyTarget target) =>
        $"{study.Name} [{Device(target)}] generation {Generation(target)}, measured {Of(target.MeasuredCount, target.ExpectedCount)}, "
        + $"failed {target.FailedCount}, frontier {target.FrontierCount}, hypervolume {Hypervolume(target)}, "
        + $"time left {TimeLeft(study, target)}";

    /// <summary>For example <c>3/10</c>, or <c>3</c> while the whole is not known.</summary>
    public static string Of(int part, int whole) => whole > 0 ? $"{part}/{whole}" : StudyTable.Number(part);

    /// <summary>Generations are counted from 0; a reader counts from 1.</summary>
    public static string Generation(StudyTarget target) => target.GenerationCount > 0
        ? Of(Math.Min(target.Generation + 1, target.GenerationCount), target.GenerationCount)
        : StudyTable.Number(target.Generation + 1);

    /// <summary>Four significant digits.</summary>
    public static string Hypervolume(StudyTarget target) => target.Hypervolume.ToString("0.0000", CultureInfo.InvariantCulture);

    /// <summary>An estimate in words.</summary>
    public static string TimeLeft(Study study, StudyTarget target) => target switch
    {
        { Finished: true } => "done",
        _ when study.State != StudyState.Running => "stopped",
        { RemainingMs: < 0 } or { ExpectedCount: 0 } => "not known yet",
        _ => "about " + Units.Duration(TimeSpan.FromMilliseconds(target.RemainingMs)),
    };

    private static string Device(StudyTarget target) => target.DeviceNames.Count switch
    {
        0 => target.DeviceClass,
        <= 3 => string.Join(", ", target.DeviceNames),
        var count => $"{target.DeviceNames[0]} and {count - 1} more",
    };

    private static string Bar(StudyTarget target)
    {
        var done = target.MeasuredCount + target.FailedCount;
        var share = target.Finished ? 1 : target.ExpectedCount > 0 ? Math.Clamp(done / (double)target.ExpectedCount, 0, 1) : 0;
        var filled = (int)Math.Round(share * BarWidth);
        return $"[green]{new string('━', filled)}[/][grey]{new string('─', BarWidth - filled)}[/]";
    }
}
