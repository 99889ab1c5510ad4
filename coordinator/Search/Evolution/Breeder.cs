using Lts.Domain.Candidates;
using Lts.Search.Genomes;
using Lts.Search.Randomness;

namespace Lts.Search.Evolution;

/// <summary>Makes offspring. One stream of random numbers decides mutants, another one crossovers.</summary>
internal sealed class Breeder(GenomeSpace genomes, long seed, double mutationProbability, double crossoverProbability)
{
    private readonly RandomStream _mutation = new(seed, RandomPurpose.Mutation);
    private readonly RandomStream _crossover = new(seed, RandomPurpose.Crossover);

    /// <summary>A child of one parent, of whose genes some are drawn anew.</summary>
    public Draft Mutate(FrontierMember parent) =>
        new(CandidateOrigin.Mutation, genomes.Mutate(parent.Genome, mutationProbability, _mutation), [parent.ArchitectureId]);

    /// <summary>A child that takes each gene from one of two parents.</summary>
    public Draft Cross(FrontierMember first, FrontierMember second) => new(
        CandidateOrigin.Crossover,
        genomes.Cross(first.Genome, second.Genome, crossoverProbability, _crossover),
        [first.ArchitectureId, second.ArchitectureId]);
}
