namespace Lts.Search.Randomness;

/// <summary>
/// What random numbers are drawn for. Each purpose has a stream of its own, so that one more draw for one never shifts another. The
/// values are part of what a seed means: never renumber them.
/// </summary>
internal enum RandomPurpose
{
    /// <summary>Genes of random architectures.</summary>
    Sampling = 1,

    /// <summary>Which members of the frontier become parents, and of whom.</summary>
    Selection = 2,

    /// <summary>Genes of mutants.</summary>
    Mutation = 3,

    /// <summary>Genes of crossovers.</summary>
    Crossover = 4,

    /// <summary>Which candidates of an overfull round stay.</summary>
    Truncation = 5,
}
