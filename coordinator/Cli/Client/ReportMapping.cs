using System.Text.Json;
using Lts.Cli.Client.Json;
using Lts.Cli.StudyFiles;
using Lts.Contracts;
using Lts.Domain.Metrics;
using Lts.Domain.Spaces;
using Lts.Domain.Studies;
using Lts.Hosting;
using Lts.Reports.Data;
using Lts.Search;
using Proto = Lts.Protos.V1;

namespace Lts.Cli.Client;

/// <summary>A study and its candidates as what reports are made of.</summary>
internal static class ReportMapping
{
    /// <summary>Maps a study.</summary>
    /// <param name="study">The study.</param>
    /// <param name="candidates">Its candidates; a target without any is left out when <paramref name="onlyTheirTargets"/>.</param>
    /// <param name="onlyTheirTargets">Whether candidates of just some targets were asked for.</param>
    /// <param name="generatedTime">Now.</param>
    public static ReportData ToReport(
        Proto.Study study, IEnumerable<Proto.Candidate> candidates, bool onlyTheirTargets, DateTimeOffset generatedTime)
    {
        var byTarget = candidates.ToLookup(c => c.DeviceClass);
        var spec = study.Spec ?? new Proto.StudySpec();
        var space = SearchSpaceMapping.Read(spec.Space, required: false, errors: []); // a newer coordinator may know more presets
        return new ReportData
        {
            StudyName = study.Name,
            StudyId = study.Id,
            State = (StudyState)study.State,
            FailureMessage = study.FailureMessage,
            CreateTime = study.CreateTime?.ToDateTimeOffset() ?? default,
            EndTime = study.EndTime?.ToDateTimeOffset(),
            Problem = ToProblem(spec, space),
            Algorithm = SearchAlgorithmMapping.Read(spec),
            Plan = PlanMapping.Read(spec.Plan, space.MaxSequenceLength),
            DeviceSelectors = [.. spec.Devices],
            Targets =
            [
                .. study.Targets.Where(t => !onlyTheirTargets || byTarget.Contains(t.DeviceClass))
                    .Select(t => ToTarget(t, byTarget[t.DeviceClass])),
            ],
            StudyFile = JsonSerializer.Serialize(StudyFileWriter.ToJson(spec), IndentedJsonContext.Default.JsonElement) + "\n",
            ToolVersion = ProductVersion.Current,
            GeneratedTime = generatedTime,
        };
    }

    private static SearchProblem ToProblem(Proto.StudySpec spec, SearchSpace space) => new(
        space,
        spec.Objectives.Count == 0
            ? Objective.Defaults
            : [.. spec.Objectives.Select(o => new Objective(MetricOf(MetricMapping.NameOf(o)), (Direction)o.Direction))],
        [
            .. spec.Constraints.Select(
                c => new RangeConstraint(MetricOf(MetricMapping.NameOf(c)), c.HasMin ? c.Min : null, c.HasMax ? c.Max : null)),
        ],
        spec.Seed,
        spec.HasMaxCandidates ? spec.MaxCandidates : null);

    /// <summary>A metric that a newer coordinator knows is one that was measured, as far as this program can tell.</summary>
    private static Metric MetricOf(string name) => Metrics.Find(name) ?? new Metric(name);

    private static ReportTarget ToTarget(Proto.StudyTarget target, IEnumerable<Proto.Candidate> candidates) => new()
    {
        DeviceClass = target.DeviceClass,
        DeviceNames = [.. target.DeviceNames],
        Description = target.Description,
        Generation = target.Generation,
        GenerationCount = target.GenerationCount,
        Hypervolume = target.Hypervolume,
        MeasuredCount = target.MeasuredCount,
        FailedCount = target.FailedCount,
        Candidates = [.. candidates.OrderBy(c => c.Index).Select(CandidateMapping.Read)],
    };
}
