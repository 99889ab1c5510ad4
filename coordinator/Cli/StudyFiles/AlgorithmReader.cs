using Lts.Domain;
using Lts.Protos.V1;

namespace Lts.Cli.StudyFiles;

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
                spec.Evolutionary = ReadEvolutionary(fields);
                break;
            case EvolutionPareto:
                spec.EvolutionPareto = ReadEvolutionPareto(fields);
                break;
            case Random:
                spec.Random = ReadRandom(fields);
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

    private static EvolutionarySearch ReadEvolutionary(MappingReader fields)
    {
        var settings = new EvolutionarySearch();
        fields.Int("generations", value => settings.Generations = value);
        fields.Int("parent_count", value => settings.ParentCount = value);
        fields.Int("mutated_count", value => settings.MutatedCount = value);
        fields.Int("crossed_count", value => settings.CrossedCount = value);
        fields.Number("mutation_probability", value => settings.MutationProbability = value);
        fields.Number("crossover_probability", value => settings.CrossoverProbability = value);
        return settings;
    }

    private static EvolutionPareto ReadEvolutionPareto(MappingReader fields)
    {
        var settings = new EvolutionPareto();
        fields.Int("iterations", value => settings.Iterations = value);
        fields.Int("initial_count", value => settings.InitialCount = value);
        fields.Int("random_per_iteration", value => settings.RandomPerIteration = value);
        fields.Int("mutations_per_parent", value => settings.MutationsPerParent = value);
        fields.Int("crossover_count", value => settings.CrossoverCount = value);
        fields.Int("max_unseen", value => settings.MaxUnseen = value);
        return settings;
    }

    private static RandomSearch ReadRandom(MappingReader fields)
    {
        var settings = new RandomSearch();
        fields.Int("count", value => settings.Count = value);
        fields.Int("batch_size", value => settings.BatchSize = value);
        return settings;
    }
}
