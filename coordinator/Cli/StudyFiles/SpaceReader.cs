using Lts.Contracts;
using Lts.Domain.Families;
using Lts.Domain;
using Lts.Domain.Spaces;
using Lts.Protos.V1;
using IntRange = Lts.Domain.Spaces.IntRange;
using ModelFamily = Lts.Domain.Families.ModelFamily;

namespace Lts.Cli.StudyFiles;

/// <summary>Reads <c>space</c>: a preset's name, or a mapping that changes parts of one, or one that begins with a family.</summary>
internal static class SpaceReader
{
    private const string PerLayer = "per_layer";

    private static IReadOnlyList<string> Presets { get; } = [.. SearchSpaces.All.Select(s => s.Name)];

    /// <summary>The space; <see langword="null"/> where the file has none, or nothing that could be one.</summary>
    public static SearchSpaceSpec? Read(MappingReader parent, string name)
    {
        switch (parent.Node(name))
        {
            case null:
                return null;
            case ScalarNode preset:
                FindPreset(preset.Text, preset.Line, parent.Errors);
                return new SearchSpaceSpec { Preset = preset.Text };
            case MappingNode mapping:
                return ReadMapping(new MappingReader(mapping, parent.PathOf(name), parent.Errors));
            case var other:
                parent.Unexpected(name, other, "a preset's name, or a mapping with preset and what differs from it");
                return null;
        }
    }

    private static SearchSpaceSpec ReadMapping(MappingReader fields)
    {
        var origin = ReadOrigin(fields, out var space);
        foreach (var dimension in origin.Family.Dimensions)
        {
            if (ReadChoices(fields, dimension, origin[dimension].Choices) is { } choices)
            {
                SearchSpaceMapping.Set(space, dimension, choices);
            }
        }

        ReadPerLayer(fields, origin.Family, space);
        foreach (var ratio in origin.Family.Ratios)
        {
            fields.Number(ratio.Name, min => SearchSpaceMapping.SetRatio(space, ratio.Name, min));
        }

        fields.Long("min_decoder_parameters", min => space.MinDecoderParameters = min);
        fields.Long("max_decoder_parameters", max => space.MaxDecoderParameters = max);
        fields.Finish();
        return space;
    }

    /// <summary>What the mapping changes: a preset, or a family with nothing decided. After an error some preset, so that the rest is read too.</summary>
    private static SearchSpace ReadOrigin(MappingReader fields, out SearchSpaceSpec space)
    {
        var (preset, family) = (fields.Text("preset"), fields.Text("family"));
        space = new SearchSpaceSpec { Preset = preset ?? "" };
        if (preset is not null)
        {
            if (family is not null)
            {
                fields.Errors.Add(fields.Node("family")!.Line, $"{fields.PathOf("family")} does not go with a preset, which has a family already.");
            }

            return FindPreset(preset, fields.Node("preset")!.Line, fields.Errors) ?? SearchSpaces.All[0];
        }

        if (family is null)
        {
            fields.Errors.Add(fields.Line, $"{fields.PathOf("preset")} is missing; {NearestName.Hint(null, Presets)}");
        }
        else if (ModelFamilies.Find(family) is { } known)
        {
            space.Family = family;
            return new SearchSpace(known.Name, known);
        }
        else
        {
            fields.Errors.Add(
                fields.Node("family")!.Line, $"there is no family called {family}; {NearestName.Hint(family, [.. ModelFamilies.All.Select(f => f.Name)])}");
        }

        return SearchSpaces.All[0];
    }

    /// <summary>One value, a list, or a mapping with min, max and step, of which what is left out stays as it was.</summary>
    private static IntChoices? ReadChoices(MappingReader fields, Dimension dimension, IntChoices before)
    {
        // The name of architecture files is understood as well.
        string name = fields.Holds(dimension.SpaceField) || !fields.Holds(dimension.Name) ? dimension.SpaceField : dimension.Name;
        if (dimension.Choices.IsEmpty && fields.Node(name) is MappingNode)
        {
            var range = fields.Mapping(name)!;
            var choices = new IntChoices(new IntRange(
                range.Int("min") ?? before.Range?.Min ?? 0, range.Int("max") ?? before.Range?.Max ?? 0, range.Int("step") ?? before.Range?.Step ?? 1));
            range.Finish();
            return choices;
        }

        var values = new List<int>();
        foreach (var item in fields.List(name))
        {
            if (item is ScalarNode scalar && ValueOf(dimension, scalar) is { } value)
            {
                values.Add(value);
            }
            else
            {
                var one = dimension.Choices.IsEmpty ? "a whole number" : dimension.Requirement;
                fields.Unexpected(name, item, fields.Node(name) is SequenceNode ? $"a list, each {one}" : $"{one}, a list of such, or a mapping with min, max and step");
            }
        }

        return values.Count == 0 ? null : new IntChoices([.. values]);
    }

    private static int? ValueOf(Dimension dimension, ScalarNode scalar) => dimension.Choices.IsEmpty
        ? MappingReader.AsInt(scalar)
        : dimension.Choices.IndexOf(scalar.Text) is >= 0 and var index ? index : null;

    /// <summary>Whether layers choose for themselves: all that they have, nothing, or the dimensions of a list.</summary>
    private static void ReadPerLayer(MappingReader fields, ModelFamily family, SearchSpaceSpec space)
    {
        if (fields.Node(PerLayer) is not SequenceNode list)
        {
            if (fields.Bool(PerLayer) is { } all)
            {
                space.PerLayer = all;
            }

            return;
        }

        var names = family.LayerDimensions.Select(d => d.SpaceField).ToList();
        var own = new HashSet<string>();
        foreach (var item in list.Items)
        {
            if (item is ScalarNode scalar && family.LayerDimensions.FirstOrDefault(d => d.Name == scalar.Text || d.SpaceField == scalar.Text) is { } dimension)
            {
                own.Add(dimension.Name);
            }
            else
            {
                fields.Unexpected(PerLayer, item, $"true, false, or a list of {string.Join(", ", names)}");
            }
        }

        space.PerLayer = false;
        foreach (var name in own)
        {
            space.Dimensions.Add(new DimensionChoices { Name = name, PerLayer = true });
        }
    }

    private static SearchSpace? FindPreset(string name, int line, StudyFileErrors errors)
    {
        var preset = SearchSpaces.Find(name);
        if (preset is null)
        {
            errors.Add(line, $"there is no space called {name}; {NearestName.Hint(name, Presets)}");
        }

        return preset;
    }
}
