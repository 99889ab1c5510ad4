using System.Text.Json.Serialization;

namespace Lts.Domain.Studies;

/// <summary>
/// The evolutionary search of the LTS paper (arXiv 2203.02094): a random population, then generations of mutants and crossovers of members
/// of the current Pareto frontier, drawn with weights 1 / (1 + visits). The defaults are the published parameters and measure
/// 100 + 30 × 80 = 2,500 candidates. Where parents are too few or too alike for as many new offspring, random candidates fill up.
/// </summary>
public sealed record EvolutionarySearchOptions : SearchAlgorithm
{
    /// <summary>Generations after the random first population. Default 30.</summary>
    [JsonPropertyName("generations")]
    public int Generations { get; init; } = 30;

    /// <summary>Parents drawn from the frontier for a generation; they are not measured again. Default 20.</summary>
    [JsonPropertyName("parent_count")]
    public int ParentCount { get; init; } = 20;

    /// <summary>Mutants in a generation. Default 40.</summary>
    [JsonPropertyName("mutated_count")]
    public int MutatedCount { get; init; } = 40;

    /// <summary>Crossovers in a generation. Default 40.</summary>
    [JsonPropertyName("crossed_count")]
    public int CrossedCount { get; init; } = 40;

    /// <summary>Probability that a mutant's gene is drawn anew, from 0 to 1. Default 0.3.</summary>
    [JsonPropertyName("mutation_probability")]
    public double MutationProbability { get; init; } = 0.3;

    /// <summary>Probability that a crossover's gene comes from its second parent, from 0 to 1. Default 0.5.</summary>
    [JsonPropertyName("crossover_probability")]
    public double CrossoverProbability { get; init; } = 0.5;

    /// <summary>Size of the random first population: parents, mutants and crossovers together. 100 by default.</summary>
    public int PopulationSize => ParentCount + MutatedCount + CrossedCount;

    /// <inheritdoc/>
    public override string Name => "evolutionary";
}
