using System.Collections.Immutable;
using Lts.Domain.Studies;
using Lts.Reports.Text;

namespace Lts.Reports.Data;

/// <summary>The settings of a search by their names in study files.</summary>
internal static class AlgorithmSettings
{
    /// <summary>Name and value of each setting; empty for an algorithm that has none.</summary>
    public static ImmutableArray<(string Name, double Value)> Of(SearchAlgorithm algorithm) => algorithm switch
    {
        EvolutionarySearchOptions o =>
        [
            ("generations", o.Generations),
            ("parent_count", o.ParentCount),
            ("mutated_count", o.MutatedCount),
            ("crossed_count", o.CrossedCount),
            ("mutation_probability", o.MutationProbability),
            ("crossover_probability", o.CrossoverProbability),
        ],
        EvolutionParetoOptions o =>
        [
            ("iterations", o.Iterations),
            ("initial_count", o.InitialCount),
            ("random_per_iteration", o.RandomPerIteration),
            ("mutations_per_parent", o.MutationsPerParent),
            ("crossover_count", o.CrossoverCount),
            ("max_unseen", o.MaxUnseen),
        ],
        RandomSearchOptions o => [("count", o.Count), ("batch_size", o.BatchSize)],
        FixedCandidatesOptions o => [("architectures", o.Architectures.Length)],
        _ => [],
    };

    /// <summary>The algorithm and its settings in one line.</summary>
    public static string Describe(SearchAlgorithm algorithm)
    {
        var settings = string.Join(", ", Of(algorithm).Select(s => $"{s.Name} {Numbers.Plain(s.Value)}"));
        return settings.Length == 0 ? algorithm.Name : $"{algorithm.Name} ({settings})";
    }
}
