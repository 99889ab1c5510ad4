using Lts.Protos.V1;

namespace Lts.Cli.StudyFiles;

/// <summary>Turns a study file's top level into a specification. Each part has a reader of its own.</summary>
internal static class StudyNodeReader
{
    /// <summary>Reads everything that is there; what is absent stays at the contract's default.</summary>
    /// <param name="root">The file's content.</param>
    /// <param name="errors">Receives everything that is wrong.</param>
    /// <param name="folder">Where relative paths start.</param>
    public static StudySpec Read(FileNode root, StudyFileErrors errors, string folder)
    {
        var spec = new StudySpec();
        if (root is not MappingNode mapping)
        {
            errors.Add(root.Line, $"a study must be a mapping with fields such as space and algorithm, not {root.Kind}.");
            return spec;
        }

        var fields = new MappingReader(mapping, "", errors);
        spec.Name = fields.Text("name") ?? "";
        spec.Space = SpaceReader.Read(fields, "space");
        AlgorithmReader.Read(fields, "algorithm", spec, folder);
        spec.Seed = fields.Long("seed") ?? 0;
        spec.Objectives.AddRange(ObjectivesReader.Read(fields, "objectives"));
        spec.Constraints.AddRange(ConstraintsReader.Read(fields, "constraints"));
        spec.Devices.AddRange(ReadTexts(fields, "devices"));
        spec.Plan = PlanReader.Read(fields, "plan");
        fields.Int("max_candidates", value => spec.MaxCandidates = value);
        fields.Int("max_attempts", value => spec.MaxAttempts = value);
        spec.Priority = fields.Int("priority") ?? 0;
        fields.Finish();
        return spec;
    }

    private static IEnumerable<string> ReadTexts(MappingReader fields, string name)
    {
        foreach (var item in fields.List(name))
        {
            if (item is ScalarNode { IsNull: false } scalar)
            {
                yield return scalar.Text;
            }
            else
            {
                fields.Unexpected(name, item, "a list of selectors such as tag:pi");
            }
        }
    }
}
