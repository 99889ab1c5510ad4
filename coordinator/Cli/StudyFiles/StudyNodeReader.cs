using Lts.Domain.Measurements;

namespace Lts.Cli.StudyFiles;

/// <summary>Turns a study file's top level into a draft. Each part has a reader of its own.</summary>
internal static class StudyNodeReader
{
    /// <summary>Reads everything that is there; what is absent stays open.</summary>
    /// <param name="root">The file's content.</param>
    /// <param name="errors">Receives everything that is wrong.</param>
    /// <param name="folder">Where relative paths start.</param>
    public static StudyDraft Read(FileNode root, StudyFileErrors errors, string folder)
    {
        if (root is not MappingNode mapping)
        {
            errors.Add(root.Line, $"a study must be a mapping with fields such as space and algorithm, not {root.Kind}.");
            return new StudyDraft();
        }

        var fields = new MappingReader(mapping, "", errors);
        var draft = new StudyDraft
        {
            Name = fields.Text("name") ?? "",
            Space = SpaceReader.Read(fields, "space"),
            Algorithm = AlgorithmReader.Read(fields, "algorithm", folder),
            Seed = fields.Long("seed") ?? 0,
            Objectives = [.. ObjectivesReader.Read(fields, "objectives")],
            Constraints = [.. ConstraintsReader.Read(fields, "constraints")],
            Devices = [.. ReadTexts(fields, "devices")],
            Plan = PlanReader.Read(fields, "plan") ?? new PlanChoices(),
            MaxCandidates = fields.Int("max_candidates"),
            MaxAttempts = fields.Int("max_attempts"),
            Priority = fields.Int("priority") ?? 0,
        };
        fields.Finish();
        return draft;
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
