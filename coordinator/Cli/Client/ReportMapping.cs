using System.Text.Json;
using Lts.Cli.Client.Json;
using Lts.Cli.StudyFiles;
using Lts.Domain.Candidates;
using Lts.Domain.Studies;
using Lts.Hosting;
using Lts.Reports.Data;
using Lts.Search;

namespace Lts.Cli.Client;

/// <summary>A study and its candidates as what reports are made of.</summary>
internal static class ReportMapping
{
    /// <summary>Maps a study.</summary>
    /// <param name="study">What the coordinator says of the study.</param>
    /// <param name="candidates">Its candidates; a target without any is left out when <paramref name="onlyTheirTargets"/>.</param>
    /// <param name="onlyTheirTargets">Whether candidates of just some targets were asked for.</param>
    /// <param name="generatedTime">When the report is made.</param>
    public static ReportData ToReport(
        StudySnapshot study, IEnumerable<Candidate> candidates, bool onlyTheirTargets, DateTimeOffset generatedTime)
    {
        var byTarget = candidates.ToLookup(c => c.DeviceClass);
        return new ReportData
        {
            StudyName = study.Spec.Name,
            StudyId = study.Id,
            State = study.State,
            FailureMessage = study.FailureMessage ?? "",
            CreateTime = study.CreateTime,
            EndTime = study.EndTime,
            Problem = study.Spec.ToProblem(),
            Algorithm = study.Spec.Algorithm,
            Plan = study.Spec.Plan,
            DeviceSelectors = study.Spec.Devices,
            Targets =
            [
                .. study.Targets.Where(t => !onlyTheirTargets || byTarget.Contains(t.DeviceClass))
                    .Select(t => ToTarget(t, byTarget[t.DeviceClass])),
            ],
            StudyFile = JsonSerializer.Serialize(StudyFileWriter.ToJson(study.Spec), IndentedJsonContext.Default.JsonElement) + "\n",
            ToolVersion = ProductVersion.Current,
            GeneratedTime = generatedTime,
        };
    }

    private static ReportTarget ToTarget(TargetSnapshot target, IEnumerable<Candidate> candidates) => new()
    {
        DeviceClass = target.DeviceClass,
        DeviceNames = target.DeviceNames,
        DeviceList = target.DeviceList,
        Description = target.Description,
        Generation = target.Progress.Generation,
        GenerationCount = target.Progress.GenerationCount ?? 0,
        Hypervolume = target.Progress.Hypervolume,
        HasReferencePoint = target.Progress.HasReferencePoint,
        MeasuredCount = target.Progress.MeasuredCount,
        FailedCount = target.Progress.FailedCount,
        Candidates = [.. candidates.OrderBy(c => c.Index)],
    };
}
