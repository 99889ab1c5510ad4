using System.Globalization;
using Lts.Contracts;
using Lts.Domain.Studies;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Lts.Cli.Commands.Display;

/// <summary>How far a study is: as a picture for terminals, as lines for logs.</summary>
internal static class StudyProgress
{
    private const int BarWidth = 24;

    /// <summary>One bar a target, with its figures.</summary>
    public static IRenderable Picture(StudySnapshot study)
    {
        var table = new Table { Border = TableBorder.None, ShowHeaders = true };
        table.AddColumns("[bold]device[/]", "", "generation", "measured", "failed", "frontier", "hypervolume", "time left");
        foreach (var target in study.Targets)
        {
            table.AddRow(
                new Text(Device(target)), new Markup(Bar(target)), new Text(Generation(target)),
                new Text(Of(target.Progress.MeasuredCount, target.Progress.ExpectedCount)),
                new Text(StudyTable.Number(target.Progress.FailedCount), target.Progress.FailedCount > 0 ? new Style(Color.Red) : null),
                new Text(StudyTable.Number(target.Progress.FrontierCount)), new Text(Hypervolume(target)), new Text(TimeLeft(study, target)));
        }

        return new Rows(new Text($"{study.Spec.Name}: {WireNames.Of(study.State)}"), table);
    }

    /// <summary>One line for a target.</summary>
    public static string Line(StudySnapshot study, TargetSnapshot target) =>
        $"{study.Spec.Name} [{Device(target)}] generation {Generation(target)}, measured {Of(target.Progress.MeasuredCount, target.Progress.ExpectedCount)}, "
        + $"failed {target.Progress.FailedCount}, frontier {target.Progress.FrontierCount}, hypervolume {Hypervolume(target)}, "
        + (target.Progress.Finished || study.State != StudyState.Running ? TimeLeft(study, target) : $"time left {TimeLeft(study, target)}");

    /// <summary>For example <c>3/10</c>, or <c>3</c> while the whole is not known.</summary>
    public static string Of(int part, int whole) => whole > 0 ? $"{part}/{whole}" : StudyTable.Number(part);

    /// <summary>Generations are counted from 0; a reader counts from 1.</summary>
    public static string Generation(TargetSnapshot target) => target.Progress.GenerationCount is { } count
        ? Of(Math.Min(target.Progress.Generation + 1, count), count)
        : StudyTable.Number(target.Progress.Generation + 1);

    /// <summary>With four decimals; a dash until there is one.</summary>
    public static string Hypervolume(TargetSnapshot target) =>
        target.Progress.KnownHypervolume?.ToString("0.0000", CultureInfo.InvariantCulture) ?? "–";

    /// <summary>An estimate in words.</summary>
    public static string TimeLeft(StudySnapshot study, TargetSnapshot target) => target.Progress switch
    {
        { Finished: true } => "done",
        _ when study.State != StudyState.Running => "stopped",
        { ExpectedCount: > 0, Remaining: { } remaining } => "about " + Units.Duration(remaining),
        _ => "not known yet",
    };

    private static string Device(TargetSnapshot target) => target.DeviceCount switch
    {
        0 => target.DeviceClass,
        <= 3 => string.Join(", ", target.DeviceNames),
        var count => $"{target.DeviceNames[0]} and {count - 1} more",
    };

    private static string Bar(TargetSnapshot target)
    {
        var done = target.Progress.MeasuredCount + target.Progress.FailedCount;
        var share = target.Progress.Finished ? 1 : target.Progress.ExpectedCount > 0 ? Math.Clamp(done / (double)target.Progress.ExpectedCount, 0, 1) : 0;
        var filled = (int)Math.Round(share * BarWidth);
        return $"[green]{new string('━', filled)}[/][grey]{new string('─', BarWidth - filled)}[/]";
    }
}
