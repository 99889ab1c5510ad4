using Lts.Search;
using Lts.Search.Baselines;
using Lts.Search.Evolution;
using Proto = Lts.Protos.V1;

namespace Lts.Coordinator.Rpc.Mapping;

/// <summary>Algorithms on the wire, where 0 means the default.</summary>
internal static class SearchAlgorithmMapping
{
    /// <summary>From the wire; not validated. The paper's search when none was sent.</summary>
    public static SearchAlgorithm Read(Proto.StudySpec spec) => spec.AlgorithmCase switch
    {
        Proto.StudySpec.AlgorithmOneofCase.EvolutionPareto => Read(spec.EvolutionPareto),
        Proto.StudySpec.AlgorithmOneofCase.Random => Read(spec.Random),
        Proto.StudySpec.AlgorithmOneofCase.Fixed => new FixedCandidatesOptions
        {
            Architectures = [.. spec.Fixed.Architectures.Select(ArchitectureMapping.Read)],
        },
        _ => Read(spec.Evolutionary ?? new Proto.EvolutionarySearch()),
    };

    /// <summary>To the wire.</summary>
    public static void Write(SearchAlgorithm algorithm, Proto.StudySpec spec)
    {
        switch (algorithm)
        {
            case EvolutionarySearchOptions o:
                spec.Evolutionary = new Proto.EvolutionarySearch
                {
                    Generations = o.Generations,
                    ParentCount = o.ParentCount,
                    MutatedCount = o.MutatedCount,
                    CrossedCount = o.CrossedCount,
                    MutationProbability = o.MutationProbability,
                    CrossoverProbability = o.CrossoverProbability,
                };
                break;
            case EvolutionParetoOptions o:
                spec.EvolutionPareto = new Proto.EvolutionPareto
                {
                    Iterations = o.Iterations,
                    InitialCount = o.InitialCount,
                    RandomPerIteration = o.RandomPerIteration,
                    MutationsPerParent = o.MutationsPerParent,
                    CrossoverCount = o.CrossoverCount,
                    MaxUnseen = o.MaxUnseen,
                };
                break;
            case RandomSearchOptions o:
                spec.Random = new Proto.RandomSearch { Count = o.Count, BatchSize = o.BatchSize };
                break;
            case FixedCandidatesOptions o:
                spec.Fixed = new Proto.FixedCandidates { Architectures = { o.Architectures.Select(ArchitectureMapping.Write) } };
                break;
            default:
                throw new ArgumentException($"There is no message for {algorithm.GetType()}.", nameof(algorithm));
        }
    }

    private static EvolutionarySearchOptions Read(Proto.EvolutionarySearch message)
    {
        var standard = new EvolutionarySearchOptions();
        return new EvolutionarySearchOptions
        {
            Generations = Or(message.Generations, standard.Generations),
            ParentCount = Or(message.ParentCount, standard.ParentCount),
            MutatedCount = Or(message.MutatedCount, standard.MutatedCount),
            CrossedCount = Or(message.CrossedCount, standard.CrossedCount),
            MutationProbability = message.MutationProbability == 0 ? standard.MutationProbability : message.MutationProbability,
            CrossoverProbability = message.CrossoverProbability == 0 ? standard.CrossoverProbability : message.CrossoverProbability,
        };
    }

    private static EvolutionParetoOptions Read(Proto.EvolutionPareto message)
    {
        var standard = new EvolutionParetoOptions();
        return new EvolutionParetoOptions
        {
            Iterations = Or(message.Iterations, standard.Iterations),
            InitialCount = Or(message.InitialCount, standard.InitialCount),
            RandomPerIteration = Or(message.RandomPerIteration, standard.RandomPerIteration),
            MutationsPerParent = Or(message.MutationsPerParent, standard.MutationsPerParent),
            CrossoverCount = Or(message.CrossoverCount, standard.CrossoverCount),
            MaxUnseen = Or(message.MaxUnseen, standard.MaxUnseen),
        };
    }

    private static RandomSearchOptions Read(Proto.RandomSearch message)
    {
        var standard = new RandomSearchOptions();
        return new RandomSearchOptions { Count = Or(message.Count, standard.Count), BatchSize = Or(message.BatchSize, standard.BatchSize) };
    }

    private static int Or(int value, int standard) => value == 0 ? standard : value;
}
