using Lts.Domain;
using Lts.Domain.Studies;

namespace Lts.Cli.StudyFiles;

/// <summary>Reads <c>algorithm</c>: a name, or a mapping of a name and settings.</summary>
internal static class AlgorithmReader
{
    /// <summary>The evolutionary search of the LTS paper.</summary>
    public const string Evolutionary = "evolutionary";
    /// <summary>Archai's evolution along the Pareto frontier.</summary>
    public const string EvolutionPareto = "evolution_pareto";
    /// <summary>Random search.</summary>
    public const string Random = "random";
    /// <summary>No search: the architectures that the file lists.</summary>
    public const string Fixed = "fixed";

    /// <summary>Every name.</summary>
    public static IReadOnlyList<string> Names { get; } = [Evolutionary, EvolutionPareto, Random, Fixed];

    /// <summary>The algorithm; <see langword="null"/> where the file has none, or nothing that could be one.</summary>
    public static SearchAlgorithm? Read(MappingReader parent, string name, string folder)
    {
        switch (parent.Node(name))
        {
            case null:
                return null;
            case ScalarNode scalar:
                var none = new MappingReader(new MappingNode(scalar.Line, []), parent.PathOf(name), parent.Errors);
                return ReadSettings(none, scalar.Text, scalar.Line, folder);
            case MappingNode mapping:
                var fields = new MappingReader(mapping, parent.PathOf(name), parent.Errors);
                var algorithm = fields.Text("name");
                return ReadSettings(fields, algorithm, fields.Node("name")?.Line ?? mapping.Line, folder);
            case var other:
                parent.Unexpected(name, other, "an algorithm's name, or a mapping with name and settings");
                return null;
        }
    }

    /// <summary>An algorithm with its published settings; <see langword="null"/> for a name that is none.</summary>
    public static SearchAlgorithm? Standard(string name) => name switch
    {
        Evolutionary => new EvolutionarySearchOptions(),
        EvolutionPareto => new EvolutionParetoOptions(),
        Random => new RandomSearchOptions(),
        _ => null,
    };

    private static SearchAlgorithm? ReadSettings(MappingReader fields, string? name, int line, string folder)
    {
        SearchAlgorithm? algorithm = name switch
        {
            Evolutionary => ReadEvolutionary(fields, new EvolutionarySearchOptions()),
            EvolutionPareto => ReadEvolutionPareto(fields, new EvolutionParetoOptions()),
            Random => ReadRandom(fields, new RandomSearchOptions()),
            Fixed => new FixedCandidatesOptions { Architectures = [.. ArchitectureListReader.Read(fields, "architectures", folder)] },
            _ => null,
        };
        if (algorithm is null)
        {
            var problem = name is null ? $"{fields.PathOf("name")} is missing" : $"there is no algorithm called {name}";
            fields.Errors.Add(line, $"{problem}; {NearestName.Hint(name, Names)}");
            return null; // which settings belong here is not known
        }

        fields.Finish();
        return algorithm;
    }

    private static EvolutionarySearchOptions ReadEvolutionary(MappingReader fields, EvolutionarySearchOptions standard) => new()
    {
        Generations = fields.Int("generations") ?? standard.Generations,
        ParentCount = fields.Int("parent_count") ?? standard.ParentCount,
        MutatedCount = fields.Int("mutated_count") ?? standard.MutatedCount,
        CrossedCount = fields.Int("crossed_count") ?? standard.CrossedCount,
        MutationProbability = fields.Number("mutation_probability") ?? standard.MutationProbability,
        CrossoverProbability = fields.Number("crossover_probability") ?? standard.CrossoverProbability,
    };

    private static EvolutionParetoOptions ReadEvolutionPareto(MappingReader fields, EvolutionParetoOptions standard) => new()
    {
        Iterations = fields.Int("iterations") ?? standard.Iterations,
        InitialCount = fields.Int("initial_count") ?? standard.InitialCount,
        RandomPerIteration = fields.Int("random_per_iteration") ?? standard.RandomPerIteration,
        MutationsPerParent = fields.Int("mutations_per_parent") ?? standard.MutationsPerParent,
        CrossoverCount = fields.Int("crossover_count") ?? standard.CrossoverCount,
        MaxUnseen = fields.Int("max_unseen") ?? standard.MaxUnseen,
    };

    private static RandomSearchOptions ReadRandom(MappingReader fields, RandomSearchOptions standard) => new()
    {
        Count = fields.Int("count") ?? standard.Count,
        BatchSize = fields.Int("batch_size") ?? standard.BatchSize,
    };
}
