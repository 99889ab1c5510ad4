using System.Globalization;
using Lts.Domain.Architectures;
using Lts.Domain.Metrics;
using Lts.Domain.Spaces;
using Lts.Domain.Studies;
using Lts.Onnx.Emission;
using Lts.Search.Sampling;
using Lts.Tests.Search;

namespace Lts.Tests.Golden.Search;

/// <summary>All that the golden searches know of the rooms they go through; what they expect is in files.</summary>
internal static class GoldenSearches
{
    private const int SampleSeed = 17;

    /// <summary>Names of the spaces.</summary>
    public static IReadOnlyList<string> Presets { get; } = [.. SearchSpaces.All.Select(space => space.Name)];

    /// <summary>Names of the algorithms.</summary>
    public static IReadOnlyList<string> Algorithms { get; } = ["evolutionary", "evolution_pareto", "random", "fixed"];

    /// <summary>Every proposal of a search against a device that answers by formula: <c>generation index origin id parents…</c>.</summary>
    /// <param name="preset">The space.</param>
    /// <param name="algorithm">How.</param>
    /// <param name="seed">Of the search.</param>
    public static string Proposals(string preset, string algorithm, long seed) => Lines(
        Play(preset, algorithm, seed).Proposals,
        p => $"{p.Generation} {p.Index} {p.Origin.ToString().ToLowerInvariant()} {p.Architecture.Id} {string.Join(' ', p.ParentIds)}".TrimEnd());

    /// <summary>The last generation of a search, each architecture as its one line of JSON.</summary>
    public static string LastGeneration(string preset, string algorithm, long seed) =>
        Lines(Play(preset, algorithm, seed).Generations[^1], p => ArchitectureJson.ToJson(p.Architecture));

    /// <summary>Samples of a space, each as one line of JSON.</summary>
    public static string Samples(string preset, int count) => Lines(Sample(preset, count), a => ArchitectureJson.ToJson(a));

    /// <summary>What is known of samples without measuring: <c>id decoder embedding graph-sha256 pool-bytes</c>.</summary>
    public static string SampleFacts(string preset, int count) => Lines(Sample(preset, count), a =>
    {
        var graph = WeightlessGraph.Emit(a, new GraphOptions { SequenceLength = Math.Min(192, a.MaxSequenceLength) });
        string hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(graph.Bytes));
        return string.Create(CultureInfo.InvariantCulture, $"{a.Id} {a.Parameters.Decoder} {a.Parameters.Embedding} {hash} {graph.RequiredPoolBytes}");
    });

    private static SearchRun Play(string preset, string algorithm, long seed)
    {
        var space = SpaceOf(preset);
        var problem = Problems.In(space, seed) with
        {
            Constraints = [new RangeConstraint(Metrics.LatencyMs, null, 6000), new RangeConstraint(Metrics.TotalParameters, 100, 1e9)],
        };
        return SearchRun.Play(problem, AlgorithmOf(algorithm, space));
    }

    private static SearchAlgorithm AlgorithmOf(string name, SearchSpace space) => name switch
    {
        "evolutionary" => new EvolutionarySearchOptions { Generations = 4, ParentCount = 4, MutatedCount = 6, CrossedCount = 6 },
        "evolution_pareto" => new EvolutionParetoOptions { Iterations = 5, MaxUnseen = 14 },
        "random" => new RandomSearchOptions { Count = 30, BatchSize = 12 },
        _ => new FixedCandidatesOptions { Architectures = [.. SpaceSampler.Sample(space, seed: SampleSeed, count: 6)] },
    };

    private static IEnumerable<Architecture> Sample(string preset, int count) => SpaceSampler.Sample(SpaceOf(preset), SampleSeed, count);

    private static SearchSpace SpaceOf(string preset) => SearchSpaces.All.Single(space => space.Name == preset);

    private static string Lines<T>(IEnumerable<T> items, Func<T, string> line) => string.Concat(items.Select(item => line(item) + "\n"));
}
