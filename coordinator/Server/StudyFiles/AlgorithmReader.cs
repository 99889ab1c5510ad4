using Lts.Protos.V1;

namespace Lts.Coordinator.StudyFiles;

/// <summary>Reads <c>algorithm</c>: a name, or a mapping of a name and settings.</summary>
internal static class AlgorithmReader
{
    public const string Evolutionary = "evolutionary";
    public const string EvolutionPareto = "evolution_pareto";
    public const string Random = "random";
    public const string Fixed = "fixed";

    /// <summary>Every name.</summary>
    public static IReadOnlyList<string> Names { get; } = [Evolutionary, EvolutionPareto, Random, Fixed];

    public static void Read(MappingReader parent, string name, StudySpec spec, string folder)
    {
        switch (parent.Node(name))
        {
            case null:
                break;
            case ScalarNode scalar:
                var none = new MappingReader(new MappingNode(scalar.Line, []), parent.PathOf(name), parent.Errors);
                ReadSettings(none, scalar.Text, scalar.Line, spec, folder);
                break;
            case MappingNode mapping:
                var fields = new MappingReader(mapping, parent.PathOf(name), parent.Errors);
                var algorithm = fields.Text("name");
                ReadSettings(fields, algorithm, fields.Node("name")?.Line ?? mapping.Line, spec, folder);
                break;
            case var other:
                parent.Unexpected(name, other, "an algorithm's name, or a mapping with name and settings");
                break;
        }
    }

    private static void ReadSettings(MappingReader fields, string? name, int line, StudySpec spec, string folder)
    {
        switch (name)
        {
            case Evolutionary:
                spec.Evolutionary = new EvolutionarySearch
                {
                    Generations = fields.Int("generations") ?? 0,
                    ParentCount = fields.Int("parent_count") ?? 0,
                    MutatedCount = fields.Int("mutated_count") ?? 0,
                    CrossedCount = fields.Int("crossed_count") ?? 0,
                    MutationProbability = fields.Number("mutation_probability") ?? 0,
                    CrossoverProbability = fields.Number("crossover_probability") ?? 0,
                };
                break;
            case EvolutionPareto:
                spec.EvolutionPareto = new EvolutionPareto
                {
                    Iterations = fields.Int("iterations") ?? 0,
                    InitialCount = fields.Int("initial_count") ?? 0,
                    RandomPerIteration = fields.Int("random_per_iteration") ?? 0,
                    MutationsPerParent = fields.Int("mutations_per_parent") ?? 0,
                    CrossoverCount = fields.Int("crossover_count") ?? 0,
                    MaxUnseen = fields.Int("max_unseen") ?? 0,
                };
                break;
            case Random:
                spec.Random = new RandomSearch { Count = fields.Int("count") ?? 0, BatchSize = fields.Int("batch_size") ?? 0 };
                break;
            case Fixed:
                spec.Fixed = new FixedCandidates();
                spec.Fixed.Architectures.AddRange(ArchitectureListReader.Read(fields, "architectures", folder));
                break;
            default:
                var problem = name is null ? $"{fields.PathOf("name")} is missing" : $"there is no algorithm called {name}";
                fields.Errors.Add(line, $"{problem}; {NearestName.Hint(name, Names)}");
                return; // which settings belong here is not known
        }

        fields.Finish();
    }
}
