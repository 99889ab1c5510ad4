using Lts.Coordinator.Studies;
using Lts.Domain.Families;
using Lts.Domain.Measurements;
using Lts.Domain.Metrics;
using Lts.Domain.Spaces;
using Lts.Domain.Studies;
using Lts.Tests.Support;

namespace Lts.Tests.Coordinator.Studies;

public class StudySpecJsonTests
{
    public static TheoryData<string> Algorithms { get; } = ["evolutionary", "evolution_pareto", "random", "fixed"];

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Specification_ComesBackAsItWas(string algorithm)
    {
        var spec = new StudySpec
        {
            Name = "s",
            Space = SearchSpaces.Gpt2Paper.Gpt2(maxSequenceLength: 77, headCounts: [1, 2]),
            Algorithm = Algorithm(algorithm),
            Seed = -5,
            Objectives = [new Objective(Metrics.TotalParameters, Direction.Maximize)],
            Constraints = [new RangeConstraint(Metrics.LatencyMs, null, 12.5)],
            Devices = ["tag:lab"],
            Plan = new MeasurementPlan { TimeLimit = TimeSpan.FromMilliseconds(1234), MemoryLimitBytes = 1L << 40 },
            MaxCandidates = 9,
            MaxAttempts = 2,
            Priority = -1,
        };

        string json = StudySpecJson.Write(spec);
        var again = StudySpecJson.ReadSpec(json);

        Assert.Equal(json, StudySpecJson.Write(again));
        Assert.Equal(spec.Space.Dimensions.AsEnumerable(), again.Space.Dimensions.AsEnumerable());
        Assert.Equal(spec.Space.Ratios.AsEnumerable(), again.Space.Ratios.AsEnumerable());
        Assert.Equal(
            (spec.Space.Name, spec.Space.MinDecoderParameters, spec.Space.MaxDecoderParameters),
            (again.Space.Name, again.Space.MinDecoderParameters, again.Space.MaxDecoderParameters));
        Assert.Equal(spec.Plan, again.Plan);
        Assert.Equal(spec.Objectives.AsEnumerable(), again.Objectives.AsEnumerable());
        Assert.Equal(spec.Constraints.AsEnumerable(), again.Constraints.AsEnumerable());
        Assert.Equal((9, 2, -1, -5), (again.MaxCandidates, again.MaxAttempts, again.Priority, again.Seed));
        if (spec.Algorithm is FixedCandidatesOptions given)
        {
            var read = Assert.IsType<FixedCandidatesOptions>(again.Algorithm);
            Assert.Equal(given.Architectures.AsEnumerable(), read.Architectures.AsEnumerable());
        }
        else
        {
            Assert.Equal(spec.Algorithm, again.Algorithm);
        }
    }

    private static SearchAlgorithm Algorithm(string name) => name switch
    {
        "evolutionary" => new EvolutionarySearchOptions { Generations = 3, MutationProbability = 0.7 },
        "evolution_pareto" => new EvolutionParetoOptions { Iterations = 4 },
        "random" => new RandomSearchOptions { Count = 11, BatchSize = 3 },
        _ => new FixedCandidatesOptions
        {
            Architectures =
            [
                new Gpt2Shape { HiddenSize = 64, Layers = [new Gpt2Layer(128, 2), new Gpt2Layer(256, 4)], AttentionDropout = 0.1 },
            ],
        },
    };
}
