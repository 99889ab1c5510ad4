using System.Globalization;
using Lts.Cli.Commands.Studies;
using Lts.Contracts;
using Lts.Domain.Studies;
using Spectre.Console;

namespace Lts.Cli.Commands.Display;

/// <summary>Studies, one a row.</summary>
internal static class StudyTable
{
    /// <summary>What a narrow terminal loses first has the highest rank; the name, the id and the state stay.</summary>
    private static readonly (string Header, int Rank, bool MayShorten)[] Columns =
    [
        ("name", 0, true), ("id", 0, false), ("state", 0, false), ("space", 3, true), ("algorithm", 4, true), ("targets", 6, false),
        ("measured", 1, false), ("failed", 5, false), ("frontier", 2, false), ("created", 7, false),
    ];

    private static readonly (string Header, int Rank, bool MayShorten)[] TargetColumns =
    [
        ("device class", 3, true), ("devices", 0, true), ("generation", 4, false), ("measured", 0, false), ("failed", 2, false),
        ("running", 5, false), ("frontier", 1, false), ("hypervolume", 2, false), ("time left", 1, false),
    ];

    /// <summary>Studies, one a row.</summary>
    /// <param name="studies">In the order of the rows.</param>
    /// <param name="width">Columns of the terminal; <see langword="null"/> for output that is not one, which keeps everything.</param>
    public static Table Create(IEnumerable<StudySnapshot> studies, int? width = null) =>
        FittingTable.Create(Columns, [.. studies.Select(Row)], width);

    /// <summary>The targets of a study, one a row.</summary>
    /// <param name="study">Whose targets they are.</param>
    /// <param name="width">Columns of the terminal; <see langword="null"/> for output that is not one, which keeps everything.</param>
    public static Table CreateTargets(StudySnapshot study, int? width = null) =>
        FittingTable.Create(TargetColumns, [.. study.Targets.Select(target => Row(study, target))], width);

    private static string[] Row(StudySnapshot study) =>
    [
        study.Spec.Name, study.Id, WireNames.Of(study.State), StudyOutput.SpaceOf(study.Spec), study.Spec.Algorithm.Name,
        Number(study.Targets.Length), Number(study.Targets.Sum(t => t.Progress.MeasuredCount)),
        Number(study.Targets.Sum(t => t.Progress.FailedCount)), Number(study.Targets.Sum(t => t.Progress.FrontierCount)), Units.Time(study.CreateTime),
    ];

    private static string[] Row(StudySnapshot study, TargetSnapshot target) =>
    [
        target.DeviceClass, target.DeviceList, StudyProgress.Generation(target),
        StudyProgress.Of(target.Progress.MeasuredCount, target.Progress.ExpectedCount), Number(target.Progress.FailedCount),
        Number(target.Progress.LeasedCount), Number(target.Progress.FrontierCount), StudyProgress.Hypervolume(target), StudyProgress.TimeLeft(study, target),
    ];

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
