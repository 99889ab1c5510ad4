using System.Globalization;
using Lts.Cli.Commands.Studies;
using Lts.Contracts;
using Lts.Domain.Studies;
using Spectre.Console;

namespace Lts.Cli.Commands.Display;

/// <summary>Studies, one a row.</summary>
internal static class StudyTable
{
    public static Table Create(IEnumerable<StudySnapshot> studies)
    {
        var table = Plain("name", "id", "state", "space", "algorithm", "targets", "measured", "failed", "frontier", "created");
        foreach (var study in studies)
        {
            Add(
                table, study.Spec.Name, study.Id, WireNames.Of(study.State), StudyOutput.SpaceOf(study.Spec), study.Spec.Algorithm.Name,
                Number(study.Targets.Length),
                Number(study.Targets.Sum(t => t.Progress.MeasuredCount)), Number(study.Targets.Sum(t => t.Progress.FailedCount)),
                Number(study.Targets.Sum(t => t.Progress.FrontierCount)), Units.Time(study.CreateTime));
        }

        return table;
    }

    /// <summary>The targets of a study, one a row.</summary>
    public static Table CreateTargets(StudySnapshot study)
    {
        var table = Plain("device class", "devices", "generation", "measured", "failed", "running", "frontier", "hypervolume", "time left");
        foreach (var target in study.Targets)
        {
            Add(
                table, target.DeviceClass, string.Join(", ", target.DeviceNames), StudyProgress.Generation(target),
                StudyProgress.Of(target.Progress.MeasuredCount, target.Progress.ExpectedCount), Number(target.Progress.FailedCount), Number(target.Progress.LeasedCount),
                Number(target.Progress.FrontierCount), StudyProgress.Hypervolume(target), StudyProgress.TimeLeft(study, target));
        }

        return table;
    }

    /// <summary>A table without decoration.</summary>
    internal static Table Plain(params string[] columns)
    {
        var table = new Table { Border = TableBorder.Simple };
        foreach (var column in columns)
        {
            table.AddColumn(new TableColumn(Markup.Escape(column)) { NoWrap = column is "id" or "state" });
        }

        return table;
    }

    /// <summary>Adds a row of texts that are shown as they are.</summary>
    internal static void Add(Table table, params string[] cells) => table.AddRow([.. cells.Select(c => new Text(c))]);

    internal static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
