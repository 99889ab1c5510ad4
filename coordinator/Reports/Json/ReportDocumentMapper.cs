using System.Collections.Immutable;
using Lts.Domain.Candidates;
using Lts.Domain.Measurements;
using Lts.Domain.Metrics;
using Lts.Reports.Data;
using Lts.Reports.Text;
using Lts.Search;

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
        [.. data.Targets.Select(t => MapTarget(data.Problem, t, includeSamples))],
        [.. TrainingRecipe.Of(data).Select(r => new RecipeDocument(r.Sha256, r.Trained.Length, r.ProxyCorrelation))]);

    private static StudyDocument MapStudy(ReportData data) => new(
        data.StudyId,
        data.StudyName,
        SnakeCase.Of(data.State),
        data.FailureMessage,
        data.CreateTime,
        data.EndTime,
        data.Problem.Space.Name,
        new AlgorithmDocument(data.Algorithm.Name, AlgorithmSettings.Of(data.Algorithm).ToDictionary(s => s.Name, s => s.Value)),
        data.Problem.Seed,
        [.. data.Problem.Objectives.Select(o => new ObjectiveDocument(o.Metric.Name, SnakeCase.Of(o.Direction)))],
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

    private static TargetDocument MapTarget(SearchProblem problem, ReportTarget target, bool includeSamples) => new(
        target.DeviceClass,
        target.DeviceNames,
        target.Title,
        target.Description,
        target.Generation,
        target.GenerationCount,
        target.MeasuredCount,
        target.FailedCount,
        target.Hypervolume,
        [.. HypervolumeHistory.Of(problem, target).Select(p => new HypervolumeDocument(p.SettledCount, p.Hypervolume))],
        [.. target.Candidates.Select(c => MapCandidate(c, includeSamples))]);

    private static CandidateDocument MapCandidate(Candidate candidate, bool includeSamples)
    {
        var parameters = candidate.Architecture.Parameters;
        return new CandidateDocument(
            candidate.Key.ToString(),
            candidate.Index,
            candidate.Generation,
            SnakeCase.Of(candidate.Origin),
            candidate.ParentIds,
            candidate.Architecture.Id,
            candidate.Architecture,
            parameters.Decoder,
            parameters.Embedding,
            parameters.Total,
            SnakeCase.Of(candidate.State),
            candidate.AttemptCount,
            candidate.DeviceName ?? "",
            candidate.IsFeasible,
            candidate.IsOnFrontier,
            candidate.Measurement is { } m ? MapMeasurement(m, includeSamples) : null,
            candidate.Failure is { } f ? new FailureDocument(SnakeCase.Of(f.Kind), f.Message, f.ExitCode) : null,
            candidate.Outcome is { } outcome ? MapContext(outcome.Context) : null,
            candidate.Trainings.IsEmpty ? null : [.. candidate.Trainings.Select(TrainingDocument.Of)],
            Cheap(candidate));
    }

    private static Dictionary<string, double>? Cheap(Candidate candidate)
    {
        var cheap = Metrics.Added.Where(m => !m.IsMeasured).ToDictionary(m => m.Name, m => m.ValueOf(candidate));
        return cheap.Count == 0 ? null : cheap;
    }

    private static MeasurementDocument MapMeasurement(CandidateMeasurement measurement, bool includeSamples)
    {
        var latency = measurement.Latency;
        var memory = measurement.Memory;
        return new MeasurementDocument(
            SnakeCase.Of(measurement.Verdict),
            new LatencyDocument(
                latency.LatencyMs,
                latency.LowMs,
                latency.HighMs,
                latency.P50Ms,
                latency.P90Ms,
                latency.MinMs,
                latency.Ratio,
                latency.ReferenceMs,
                latency.Rounds,
                includeSamples ? Samples(latency.CandidateSamplesMs) : null,
                includeSamples ? Samples(latency.ReferenceSamplesMs) : null),
            new MemoryDocument(
                memory.PeakBytes,
                memory.PeakNetBytes,
                memory.SessionPeakBytes,
                memory.BaselineBytes,
                memory.AnonymousBytes,
                memory.ArenaPeakBytes),
            measurement.Further.IsEmpty
                ? null
                : [.. measurement.Further.Select(
                    v => new MetricDocument(v.Metric, v.Value, v.Low, v.High, includeSamples ? Samples(v.Samples) : null))]);
    }

    private static ImmutableArray<double>? Samples(ImmutableArray<double> samples) => samples.IsDefaultOrEmpty ? null : samples;

    private static ContextDocument MapContext(MeasurementContext context) => new(
        context.DeviceFingerprint,
        context.CpuModel,
        context.CpuGovernor,
        context.CpuMHz.Start,
        context.CpuMHz.End,
        context.TemperatureCelsius.Start,
        context.TemperatureCelsius.End,
        context.LoadAverage.Start,
        context.LoadAverage.End,
        context.OnnxRuntimeVersion,
        context.Provider,
        context.Threads,
        context.PoolSeed,
        context.AgentVersion,
        context.ReferenceGraphSha256,
        context.StartTime,
        context.EndTime,
        context.SessionCreateMs,
        context.RunMs,
        context.OverheadMs);
}
