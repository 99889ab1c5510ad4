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
