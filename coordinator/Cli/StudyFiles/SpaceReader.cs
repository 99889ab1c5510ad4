using Lts.Domain;
using Lts.Domain.Families;
using Lts.Domain.Spaces;

namespace Lts.Cli.StudyFiles;

/// <summary>Reads <c>space</c>: a preset's name, or a mapping that changes parts of one, or one that begins with a family.</summary>
internal static class SpaceReader
{
    private const string PerLayer = "per_layer";

    private static IReadOnlyList<string> Presets { get; } = [.. SearchSpaces.All.Select(s => s.Name)];

    /// <summary>The space; <see langword="null"/> where the file has none, or nothing that could be one.</summary>
    public static SearchSpace? Read(MappingReader parent, string name)
    {
        switch (parent.Node(name))
        {
            case null:
                return null;
            case ScalarNode preset:
                return FindPreset(preset.Text, preset.Line, parent.Errors) ?? SearchSpaces.All[0];
            case MappingNode mapping:
                return ReadMapping(new MappingReader(mapping, parent.PathOf(name), parent.Errors));
            case var other:
                parent.Unexpected(name, other, "a preset's name, or a mapping with preset and what differs from it");
                return null;
        }
    }

    private static SearchSpace ReadMapping(MappingReader fields)
    {
        var (origin, beginsWithFamily) = ReadOrigin(fields);
        var space = origin;
        foreach (var dimension in origin.Family.Dimensions)
        {
            if (ReadChoices(fields, dimension, origin[dimension].Choices) is { } choices)
            {
                space = space.With(dimension, choices);
            }
            else if (beginsWithFamily && dimension.Default is null && !fields.Holds(dimension.SpaceField) && !fields.Holds(dimension.Name))
            {
                fields.Errors.Add(fields.Line, $"{fields.PathOf(dimension.SpaceField)} is missing; a space that begins with a family must say it.");
            }
        }

        space = ReadPerLayer(fields, space);
        foreach (var ratio in origin.Family.Ratios)
        {
            space = fields.Number(ratio.Name) is { } min ? space.WithRatio(ratio.Name, min) : space;
        }

        space = space with
        {
            MinDecoderParameters = fields.Long("min_decoder_parameters") ?? space.MinDecoderParameters,
            MaxDecoderParameters = fields.Long("max_decoder_parameters") ?? space.MaxDecoderParameters,
        };
        fields.Finish();
        return space;
    }

    /// <summary>What the mapping changes: a preset, or a family with nothing decided. After an error some preset, so that the rest is read too.</summary>
    private static (SearchSpace Space, bool BeginsWithFamily) ReadOrigin(MappingReader fields)
    {
        var (preset, family) = (fields.Text("preset"), fields.Text("family"));
        if (preset is not null)
        {
            if (family is not null)
            {
                fields.Errors.Add(fields.Node("family")!.Line, $"{fields.PathOf("family")} does not go with a preset, which already has a family.");
            }

            return (FindPreset(preset, fields.Node("preset")!.Line, fields.Errors) ?? SearchSpaces.All[0], false);
        }

        if (family is null)
        {
            fields.Errors.Add(fields.Line, $"{fields.PathOf("preset")} is missing; {NearestName.Hint(null, Presets)}");
        }
        else if (ModelFamilies.Find(family) is { } known)
        {
            return (new SearchSpace(known.Name, known), true);
        }
        else
        {
            fields.Errors.Add(
                fields.Node("family")!.Line, $"there is no family called {family}; {NearestName.Hint(family, [.. ModelFamilies.All.Select(f => f.Name)])}");
        }

        return (SearchSpaces.All[0], false);
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

        if (fields.Node(name) is SequenceNode { Items.IsEmpty: true } nothing)
        {
            fields.Errors.Add(nothing.Line, $"{fields.PathOf(name)} must name at least one value.");
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
                fields.Unexpected(
                    name, item,
                    fields.Node(name) is SequenceNode ? $"a list, each value {one}" : $"{one}, a list of them, or a mapping with min, max and step");
            }
        }

        return values.Count == 0 ? null : new IntChoices([.. values]);
    }

    private static int? ValueOf(Dimension dimension, ScalarNode scalar) => dimension.Choices.IsEmpty
        ? MappingReader.AsInt(scalar)
        : dimension.Choices.IndexOf(scalar.Text) is >= 0 and var index ? index : null;

    /// <summary>Whether layers choose for themselves: all that they have, nothing, or the dimensions of a list.</summary>
    private static SearchSpace ReadPerLayer(MappingReader fields, SearchSpace space)
    {
        if (fields.Node(PerLayer) is not SequenceNode list)
        {
            return fields.Bool(PerLayer) is { } all ? space.WithPerLayer(all) : space;
        }

        var layers = space.Family.LayerDimensions.ToList();
        space = space.WithPerLayer(false);
        foreach (var item in list.Items)
        {
            if (item is ScalarNode scalar && layers.Find(d => d.Name == scalar.Text || d.SpaceField == scalar.Text) is { } dimension)
            {
                space = space.With(dimension, space[dimension].Choices, perLayer: true);
            }
            else
            {
                fields.Unexpected(PerLayer, item, $"true, false, or a list of {string.Join(", ", layers.Select(d => d.SpaceField))}");
            }
        }

        return space;
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
