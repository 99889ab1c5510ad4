using Lts.Contracts;
using Lts.Contracts.Json;
using Lts.Domain.Candidates;
using Lts.Domain.Measurements;
using Lts.Reports.Data;

namespace Lts.Reports.Json;

/// <summary>Turns a report's data into its JSON form.</summary>
internal static class ReportDocumentMapper
{
    private const string Format = "lts-report";
    private const int FormatVersion = 1;

    /// <summary>Maps a report.</summary>
    /// <param name="data">What to map.</param>
    /// <param name="includeSamples">Whether raw latency samples go along; a page has no use for them.</param>
    public static ReportDocument Map(ReportData data, bool includeSamples) => new(
        Format,
        FormatVersion,
        data.ToolVersion,
        data.GeneratedTime,
        MapStudy(data),
        [.. data.Targets.Select(t => MapTarget(data, t, includeSamples))],
        [.. TrainingRecipe.Of(data).Select(r => new RecipeDocument(r.Sha256, r.Trained.Length, r.ProxyCorrelation))],
        data.Sample is { } sample ? new SampleDocument(sample.DrawnCount, sample.OtherCount) : null);

    private static StudyDocument MapStudy(ReportData data) => new(
        data.StudyId,
        data.StudyName,
        WireNames.Of(data.State),
        data.FailureMessage,
        data.CreateTime,
        data.EndTime,
        data.Problem.Space.Name,
        new AlgorithmDocument(data.Algorithm.Name, AlgorithmSettings.Of(data.Algorithm).ToDictionary(s => s.Name, s => s.Value)),
        data.Problem.Seed,
        [.. data.Problem.Objectives.Select(o => new ObjectiveDocument(o.Metric.Name, WireNames.Of(o.Direction)))],
        [.. data.Problem.Constraints.Select(c => new ConstraintDocument(c.Metric.Name, c.Min, c.Max))],
        data.DeviceSelectors,
        MapPlan(data.Plan),
        [.. StudyFacts.Of(data).Select(f => new FactDocument(f.Name, f.Value))],
        data.StudyFile);

    private static PlanDocument MapPlan(MeasurementPlan plan) => new(
        plan.BatchSize,
        plan.SequenceLength,
        plan.WarmupRuns,
        plan.MinRounds,
        plan.MaxRounds,
        plan.RelativeMargin,
        plan.TimeLimit.TotalMilliseconds,
        plan.MemoryLimitBytes,
        plan.MemoryRuns,
        plan.PoolSeed);

    private static TargetDocument MapTarget(ReportData data, ReportTarget target, bool includeSamples) => new(
        target.DeviceClass,
        target.DeviceNames,
        target.Title,
        target.Description,
        target.Generation,
        target.GenerationCount,
        target.MeasuredCount,
        target.FailedCount,
        target.Hypervolume,
        [.. HypervolumeHistory.Of(data.Problem, target, data.Sample is not null).Select(p => new HypervolumeDocument(p.SettledCount, p.Hypervolume))],
        [.. target.Candidates.Select(c => MapCandidate(c, includeSamples))],
        ChecksJson.Of(target.Checks),
        QuarantinedDeviceJson.Of(target.Quarantined));

    /// <summary>
    /// The one form, but as reports have been from the beginning: an empty text for no device, and no list of trainings without any.
    /// </summary>
    private static CandidateJson MapCandidate(Candidate candidate, bool includeSamples)
    {
        var json = CandidateJson.Of(candidate, includeSamples);
        return json with { DeviceName = json.DeviceName ?? "", Trainings = candidate.Trainings.IsEmpty ? null : json.Trainings };
    }
}
