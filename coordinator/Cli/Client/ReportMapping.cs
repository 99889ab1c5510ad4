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
    /// <param name="isSample">Whether a sample was asked for; a study that runs may have more candidates than were read, too.</param>
    public static ReportData ToReport(
        StudySnapshot study, IReadOnlyCollection<Candidate> candidates, bool onlyTheirTargets, DateTimeOffset generatedTime, bool isSample = false)
    {
        var byTarget = candidates.ToLookup(c => c.DeviceClass);
        var targets = study.Targets.Where(t => !onlyTheirTargets || byTarget.Contains(t.DeviceClass)).ToList();
        int leftOut = targets.Sum(t => t.Progress.ProposedCount) - candidates.Count;
        int drawn = candidates.Count(c => !c.IsOnFrontier);
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
            Targets = [.. targets.Select(t => ToTarget(t, byTarget[t.DeviceClass]))],
            Sample = isSample && leftOut > 0 ? new ReportSample(drawn, drawn + leftOut) : null,
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
        Checks = target.Progress.Checks,
        Quarantined = target.Quarantined,
        Candidates = [.. candidates.OrderBy(c => c.Index)],
    };
}
