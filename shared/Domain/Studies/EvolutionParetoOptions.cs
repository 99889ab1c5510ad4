namespace Lts.Domain.Studies;

/// <summary>
/// Archai's EvolutionPareto: every member of the frontier has offspring in every round, mixed with new random models. The defaults are
/// those of Archai's text-generation task.
/// </summary>
public sealed record EvolutionParetoOptions : SearchAlgorithm
{
    /// <summary>Measured rounds, the first random one included. Default 10.</summary>
    public int Iterations { get; init; } = 10;

    /// <summary>Random models of the first round. Default 10.</summary>
    public int InitialCount { get; init; } = 10;

    /// <summary>New random models in every later round. Default 5.</summary>
    public int RandomPerIteration { get; init; } = 5;

    /// <summary>Mutants of each member of the frontier in every later round. Default 1.</summary>
    public int MutationsPerParent { get; init; } = 1;

    /// <summary>Crossovers of random pairs of the frontier in every later round. Default 5.</summary>
    public int CrossoverCount { get; init; } = 5;

    /// <summary>Most models in a later round; more are cut at random. Default 100.</summary>
    public int MaxUnseen { get; init; } = 100;

    /// <inheritdoc/>
    public override string Name => "evolution_pareto";
}
