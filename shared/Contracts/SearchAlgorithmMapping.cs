using System.Collections.Immutable;
using Lts.Domain;
using Lts.Domain.Architectures;
using Lts.Domain.Studies;
using Proto = Lts.Protos.V1;

namespace Lts.Contracts;

/// <summary>Algorithms on the wire, where what is absent has its default.</summary>
public static class SearchAlgorithmMapping
{
    /// <summary>From the wire; not validated. The paper's search when none was sent.</summary>
    /// <exception cref="ValidationException">A given architecture cannot be read; every error is named.</exception>
    public static SearchAlgorithm Read(Proto.StudySpec spec) => Read(spec, ReadAll);

    /// <summary>
    /// From a coordinator, which has checked it and names every default: where nothing is said that can be read here, it is an algorithm that
    /// only a newer one knows. Given architectures may be of a family that only a newer one knows.
    /// </summary>
    public static SearchAlgorithm ReadAsSent(Proto.StudySpec spec) => spec.AlgorithmCase == Proto.StudySpec.AlgorithmOneofCase.None
        ? new UnknownAlgorithm()
        : Read(spec, messages => [.. messages.Select(m => ArchitectureMapping.ReadAsSent(m))]);

    private static SearchAlgorithm Read(
        Proto.StudySpec spec, Func<IEnumerable<Proto.Architecture>, ImmutableArray<Architecture>> read) => spec.AlgorithmCase switch
        {
            Proto.StudySpec.AlgorithmOneofCase.EvolutionPareto => Read(spec.EvolutionPareto),
            Proto.StudySpec.AlgorithmOneofCase.Random => Read(spec.Random),
            Proto.StudySpec.AlgorithmOneofCase.Fixed => new FixedCandidatesOptions
            {
                Architectures = read(spec.Fixed.Architectures),
            },
            _ => Read(spec.Evolutionary ?? new Proto.EvolutionarySearch()),
        };

    /// <summary>All architectures, or all of their errors, each with the place of its architecture.</summary>
    private static ImmutableArray<Architecture> ReadAll(IEnumerable<Proto.Architecture> messages)
    {
        var errors = new List<string>();
        var read = ImmutableArray.CreateBuilder<Architecture>();
        foreach (var (i, message) in messages.Index())
        {
            try
            {
                read.Add(ArchitectureMapping.Read(message));
            }
            catch (ValidationException e)
            {
                errors.AddRange(e.Errors.Select(error => $"fixed.architectures[{i}]: {error}"));
            }
        }

        return errors.Count == 0 ? read.ToImmutable() : throw new ValidationException("the study", errors);
    }

    /// <summary>To the wire: sets the one field of a specification that says how to search.</summary>
    public static void Write(SearchAlgorithm algorithm, Proto.StudySpec spec)
    {
        ArgumentNullException.ThrowIfNull(algorithm);
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
                spec.Fixed = new Proto.FixedCandidates { Architectures = { o.Architectures.Select(ArchitectureMapping.ToProto) } };
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
            Generations = message.HasGenerations ? message.Generations : standard.Generations,
            ParentCount = message.HasParentCount ? message.ParentCount : standard.ParentCount,
            MutatedCount = message.HasMutatedCount ? message.MutatedCount : standard.MutatedCount,
            CrossedCount = message.HasCrossedCount ? message.CrossedCount : standard.CrossedCount,
            MutationProbability = message.HasMutationProbability ? message.MutationProbability : standard.MutationProbability,
            CrossoverProbability = message.HasCrossoverProbability ? message.CrossoverProbability : standard.CrossoverProbability,
        };
    }

    private static EvolutionParetoOptions Read(Proto.EvolutionPareto message)
    {
        var standard = new EvolutionParetoOptions();
        return new EvolutionParetoOptions
        {
            Iterations = message.HasIterations ? message.Iterations : standard.Iterations,
            InitialCount = message.HasInitialCount ? message.InitialCount : standard.InitialCount,
            RandomPerIteration = message.HasRandomPerIteration ? message.RandomPerIteration : standard.RandomPerIteration,
            MutationsPerParent = message.HasMutationsPerParent ? message.MutationsPerParent : standard.MutationsPerParent,
            CrossoverCount = message.HasCrossoverCount ? message.CrossoverCount : standard.CrossoverCount,
            MaxUnseen = message.HasMaxUnseen ? message.MaxUnseen : standard.MaxUnseen,
        };
    }

    private static RandomSearchOptions Read(Proto.RandomSearch message)
    {
        var standard = new RandomSearchOptions();
        return new RandomSearchOptions
        {
            Count = message.HasCount ? message.Count : standard.Count,
            BatchSize = message.HasBatchSize ? message.BatchSize : standard.BatchSize,
        };
    }
}
