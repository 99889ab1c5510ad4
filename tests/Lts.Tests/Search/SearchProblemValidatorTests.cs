using Lts.Domain;
using Lts.Domain.Architectures;
using Lts.Domain.Metrics;
using Lts.Domain.Spaces;
using Lts.Domain.Studies;
using Lts.Search;
using Lts.Search.Sampling;

namespace Lts.Tests.Search;

public sealed class SearchProblemValidatorTests
{
    private static readonly SearchProblem Good = Problems.In(SearchSpaces.Gpt2Quickstart);

    [Fact]
    public void Defaults_AreValid() => Assert.All(
        new SearchAlgorithm[] { new EvolutionarySearchOptions(), new EvolutionParetoOptions(), new RandomSearchOptions() },
        algorithm => Assert.Empty(SearchProblemValidator.Validate(Good, algorithm)));

    [Fact]
    public void CheapObjectivesAlone_AreValid() => Assert.Empty(SearchProblemValidator.Validate(
        Good with { Objectives = [new(Metrics.DecoderParameters, Direction.Maximize), new(Metrics.ModelMiB, Direction.Minimize)] },
        new RandomSearchOptions()));

    [Fact]
    public void EveryError_IsReportedAtOnce_ByItsField()
    {
        var problem = new SearchProblem(
            Good.Space,
            [new(Metrics.LatencyMs, Direction.Minimize), new(Metrics.LatencyMs, Direction.Maximize), new(Metrics.ModelMiB, default)],
            [
                new(Metrics.LatencyMs, Min: 5, Max: 4),
                new(Metrics.LatencyMs, Min: null, Max: null),
                new(Metrics.ModelMiB, Min: double.NaN, Max: -1),
            ],
            Seed: 1,
            MaxCandidates: 0);
        var algorithm = new EvolutionarySearchOptions
        {
            Generations = -1,
            ParentCount = 0,
            MutationProbability = 1.5,
            CrossoverProbability = double.NaN,
        };

        string[] fields = [.. SearchProblemValidator.Validate(problem, algorithm).Select(message => message.Split(' ')[0])];

        Assert.Equal(
            [
                "objectives[1].metric", "objectives[2].direction",
                "constraints[0].min", "constraints[1].metric", "constraints[1]",
                "constraints[2].min", "constraints[2].max",
                "max_candidates",
                "evolutionary.generations", "evolutionary.parent_count",
                "evolutionary.mutation_probability", "evolutionary.crossover_probability",
            ],
            fields);
    }

    public static TheoryData<SearchAlgorithm, string> TooLarge { get; } = new()
    {
        { new EvolutionarySearchOptions { ParentCount = Limits.GenerationSize }, "evolutionary.parent_count, mutated_count and crossed_count:" },
        {
            new EvolutionarySearchOptions { ParentCount = int.MaxValue, MutatedCount = int.MaxValue, CrossedCount = int.MaxValue },
            "evolutionary.parent_count, mutated_count and crossed_count:"
        },
        { new EvolutionParetoOptions { InitialCount = Limits.GenerationSize + 1 }, "evolution_pareto.initial_count" },
        { new EvolutionParetoOptions { MaxUnseen = Limits.GenerationSize + 1, Iterations = 1 }, "evolution_pareto.max_unseen" },
        { new EvolutionParetoOptions { RandomPerIteration = Limits.GenerationSize + 1 }, "evolution_pareto.random_per_iteration" },
        { new EvolutionParetoOptions { CrossoverCount = Limits.GenerationSize + 1 }, "evolution_pareto.crossover_count" },
        { new EvolutionParetoOptions { MutationsPerParent = Limits.MutantsPerParent + 1 }, "evolution_pareto.mutations_per_parent" },
        { new RandomSearchOptions { Count = Limits.CandidateCount, BatchSize = Limits.CandidateCount }, "random.batch_size:" },
        { new RandomSearchOptions { Count = Limits.CandidateCount + 1 }, "random.count" },
        { new FixedCandidatesOptions { Architectures = [.. new Architecture[Limits.GivenArchitectureCount + 1]] }, "fixed.architectures" },
    };

    [Theory]
    [MemberData(nameof(TooLarge))]
    public void SearchThatIsTooLarge_IsRefusedByTheFieldThatMakesItSo(SearchAlgorithm algorithm, string beginning) => Assert.Contains(
        SearchProblemValidator.Validate(Good, algorithm), error => error.StartsWith(beginning, StringComparison.Ordinal));

    [Fact]
    public void LargeSearchInSmallGenerations_IsValid() => Assert.Empty(SearchProblemValidator.Validate(
        Good, new RandomSearchOptions { Count = Limits.CandidateCount, BatchSize = Limits.GenerationSize }));

    [Fact]
    public void NoObjectives_AreAnError() => Assert.StartsWith(
        "objectives ",
        Assert.Single(SearchProblemValidator.Validate(Good with { Objectives = [] }, new RandomSearchOptions())));

    [Fact]
    public void SettingsOfEachAlgorithm_AreChecked()
    {
        Assert.Equal(2, SearchProblemValidator.Validate(Good, new RandomSearchOptions { Count = 0, BatchSize = -5 }).Count);
        Assert.Equal(6, SearchProblemValidator.Validate(Good, new EvolutionParetoOptions
        {
            Iterations = 0,
            InitialCount = 0,
            RandomPerIteration = -1,
            MutationsPerParent = -1,
            CrossoverCount = int.MaxValue,
            MaxUnseen = 0,
        }).Count);
        Assert.Equal(
            "evolutionary asks for up to 80,000,020 candidates; at most 1,000,000 are possible.",
            Assert.Single(SearchProblemValidator.Validate(Good, new EvolutionarySearchOptions { Generations = 999_999 })));
    }

    [Fact]
    public void FixedCandidates_MustBeDifferent_AndWithinTheConstraints()
    {
        var a = SpaceSampler.Sample(Good.Space, seed: 1, count: 2);
        var fewParameters = Good with { Constraints = [new(Metrics.DecoderParameters, Min: null, Max: a[1].Parameters.Decoder - 1)] };

        Assert.Empty(SearchProblemValidator.Validate(Good, new FixedCandidatesOptions { Architectures = [.. a] }));
        Assert.StartsWith(
            "fixed.architectures ",
            Assert.Single(SearchProblemValidator.Validate(Good, new FixedCandidatesOptions { Architectures = [] })));
        Assert.StartsWith(
            "fixed.architectures[2] is the same as [0]",
            Assert.Single(SearchProblemValidator.Validate(Good, new FixedCandidatesOptions { Architectures = [a[0], a[1], a[0]] })));
        Assert.Contains(
            $"fixed.architectures[0] ({a[1].Id}) is outside the constraints.",
            SearchProblemValidator.Validate(fewParameters, new FixedCandidatesOptions { Architectures = [a[1]] }));
    }

    [Fact]
    public void InvalidSearch_IsNotCreated()
    {
        var error = Assert.Throws<ArgumentException>(() =>
            SearchFactory.Create(Good with { Objectives = [] }, new RandomSearchOptions { Count = 0 }));

        Assert.Contains("objectives ", error.Message, StringComparison.Ordinal);
        Assert.Contains("random.count ", error.Message, StringComparison.Ordinal);
    }
}
