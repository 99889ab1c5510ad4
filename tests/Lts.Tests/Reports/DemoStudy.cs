using System.Collections.Immutable;
using Lts.Domain.Candidates;
using Lts.Domain.Measurements;
using Lts.Domain.Metrics;
using Lts.Domain.Spaces;
using Lts.Domain.Studies;
using Lts.Reports.Data;
using Lts.Search;
using Lts.Search.Pareto;

namespace Lts.Tests.Reports;

/// <summary>A study as it could have been: the real search, asked of <see cref="DemoDevice"/>s. Equal seeds give equal studies.</summary>
internal static class DemoStudy
{
    public static readonly DateTimeOffset Created = new(2026, 3, 14, 9, 26, 53, TimeSpan.Zero);

    /// <summary>Two devices, <paramref name="generations"/> generations after the first.</summary>
    /// <param name="generations">Generations after the random first one.</param>
    /// <param name="populationSize">Members of the first generation.</param>
    /// <param name="seed">Seed of everything.</param>
    /// <param name="devices">Whom to ask; the paper's two CPUs by default.</param>
    public static ReportData Create(int generations = 4, int populationSize = 30, int seed = 7, params DemoDevice[] devices)
    {
        var problem = new SearchProblem(
            SearchSpaces.Gpt2Paper,
            Objective.Defaults,
            [new RangeConstraint(Metrics.PeakMemoryMiB, null, 500)],
            seed,
            null);
        var algorithm = new EvolutionarySearchOptions
        {
            Generations = generations,
            ParentCount = populationSize / 3,
            MutatedCount = populationSize / 3,
            CrossedCount = populationSize / 3,
        };
        var asked = devices.Length > 0 ? devices : [DemoDevice.ArmCpu, DemoDevice.CoreI7];
        return new ReportData
        {
            StudyName = "living-room",
            StudyId = "st_01jpa3",
            State = StudyState.Completed,
            CreateTime = Created,
            EndTime = Created.AddMinutes(187),
            Problem = problem,
            Algorithm = algorithm,
            Plan = new MeasurementPlan(),
            DeviceSelectors = [.. asked.Select(d => "name:" + d.Name)],
            Targets = [.. asked.Select((d, i) => CreateTarget(problem, algorithm, d, seed + i))],
            StudyFile = StudyFile(algorithm, seed, asked),
            ToolVersion = "0.1.0",
            GeneratedTime = Created.AddMinutes(190),
        };
    }

    private static ReportTarget CreateTarget(SearchProblem problem, EvolutionarySearchOptions algorithm, DemoDevice device, int seed)
    {
        var candidates = Search(problem, algorithm, new DemoMeasurer(device, seed));
        var frontier = Frontier.Of(problem, [.. candidates.Select(c => (c.Architecture, MetricValues.OfOutcome(c.Outcome)))]).ToHashSet();
        var target = new ReportTarget
        {
            DeviceClass = $"{device.CpuModel.Split(' ')[0].ToLowerInvariant()}-cpu-{device.Threads}t-3f9a{seed}",
            DeviceNames = [device.Name],
            Description = $"{device.CpuModel}, {device.Threads} thread, cpu",
            Generation = algorithm.Generations,
            GenerationCount = algorithm.Generations + 1,
            MeasuredCount = candidates.Count(c => c.Measurement is not null),
            FailedCount = candidates.Count(c => c.Failure is not null),
            Candidates = [.. candidates.Select((c, i) => c with { IsOnFrontier = frontier.Contains(i) })],
        };
        var history = HypervolumeHistory.Of(problem, target);
        return target with { Hypervolume = history.IsEmpty ? 0 : history[^1].Hypervolume, HasReferencePoint = !history.IsEmpty };
    }

    private static ImmutableArray<Candidate> Search(SearchProblem problem, EvolutionarySearchOptions algorithm, DemoMeasurer measurer)
    {
        var candidates = ImmutableArray.CreateBuilder<Candidate>();
        var search = SearchFactory.Create(problem, algorithm);
        while (search.Propose() is { Count: > 0 } generation)
        {
            var answered = generation.Select(p => Answer(problem, p, measurer)).ToArray();
            candidates.AddRange(answered);
            search.Observe([.. answered.Select(c => new Evaluation(c.Index, MetricValues.OfOutcome(c.Outcome)))]);
        }

        return candidates.ToImmutable();
    }

    private static Candidate Answer(SearchProblem problem, Proposal proposal, DemoMeasurer measurer)
    {
        var outcome = measurer.Measure(proposal.Architecture, proposal.Index);
        return new Candidate
        {
            Key = new CandidateKey("st_01jpa3", 0, proposal.Index),
            Architecture = proposal.Architecture,
            Generation = proposal.Generation,
            Origin = proposal.Origin,
            ParentIds = proposal.ParentIds,
            State = outcome is CandidateMeasurement ? CandidateState.Measured : CandidateState.Failed,
            AttemptCount = outcome is MeasurementFailure { Kind: FailureKind.Crashed } ? 3 : 1,
            DeviceName = measurer.DeviceName,
            Outcome = outcome,
            IsFeasible = outcome is CandidateMeasurement m && problem.IsFeasible(proposal.Architecture, MetricValues.Of(m)),
        };
    }

    private static string StudyFile(EvolutionarySearchOptions algorithm, int seed, IEnumerable<DemoDevice> devices) => $"""
        name: living-room
        space:
          preset: gpt2-paper
        evolutionary:
          generations: {algorithm.Generations}
          parent_count: {algorithm.ParentCount}
          mutated_count: {algorithm.MutatedCount}
          crossed_count: {algorithm.CrossedCount}
        seed: {seed}
        constraints:
          - metric: peak_memory_mib
            max: 500
        devices: [{string.Join(", ", devices.Select(d => "name:" + d.Name))}]
        """;
}
