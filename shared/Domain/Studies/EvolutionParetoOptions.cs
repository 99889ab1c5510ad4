using System.Text.Json.Serialization;

namespace Lts.Domain.Studies;

/// <summary>
/// Archai's EvolutionPareto: every member of the frontier has offspring in every round, mixed with new random models. The defaults are
/// those of Archai's text-generation task.
/// </summary>
public sealed record EvolutionParetoOptions : SearchAlgorithm
{
    /// <summary>Measured rounds, the first random one included. Default 10.</summary>
    [JsonPropertyName("iterations")]
    public int Iterations { get; init; } = 10;

    /// <summary>Random models of the first round. Default 10.</summary>
    [JsonPropertyName("initial_count")]
    public int InitialCount { get; init; } = 10;

    /// <summary>New random models in every later round. Default 5.</summary>
    [JsonPropertyName("random_per_iteration")]
    public int RandomPerIteration { get; init; } = 5;

    /// <summary>Mutants of each member of the frontier in every later round. Default 1.</summary>
    [JsonPropertyName("mutations_per_parent")]
    public int MutationsPerParent { get; init; } = 1;

    /// <summary>Crossovers of random pairs of the frontier in every later round. Default 5.</summary>
    [JsonPropertyName("crossover_count")]
    public int CrossoverCount { get; init; } = 5;

    /// <summary>Most models in a later round; more are cut at random. Default 100.</summary>
    [JsonPropertyName("max_unseen")]
    public int MaxUnseen { get; init; } = 100;

    /// <inheritdoc/>
    public override string Name => "evolution_pareto";
}
