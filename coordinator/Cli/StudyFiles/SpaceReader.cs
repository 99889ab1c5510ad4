using Lts.Domain;
using Lts.Domain.Spaces;
using Lts.Protos.V1;
using IntRange = Lts.Protos.V1.IntRange;

namespace Lts.Cli.StudyFiles;

/// <summary>Reads <c>space</c>: a preset's name, or a mapping that changes parts of one.</summary>
internal static class SpaceReader
{
    private static IReadOnlyList<string> Presets { get; } = [.. SearchSpaces.All.Select(s => s.Name)];

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
        var preset = fields.Text("preset");
        var known = preset is null ? null : FindPreset(preset, fields.Node("preset")!.Line, fields.Errors);
        if (preset is null)
        {
            fields.Errors.Add(fields.Line, $"{fields.PathOf("preset")} is missing; {NearestName.Hint(null, Presets)}");
        }

        var space = new SearchSpaceSpec
        {
            Preset = preset ?? "",
            LayerCount = ReadRange(fields, "layer_count", known?.LayerCount),
            HiddenSize = ReadRange(fields, "hidden_size", known?.HiddenSize),
            FeedForwardSize = ReadRange(fields, "feed_forward_size", known?.FeedForwardSize),
        };
        if (fields.Number("min_feed_forward_ratio") is { } ratio)
        {
            space.MinFeedForwardRatio = ratio;
        }

        if (fields.Bool("per_layer") is { } perLayer)
        {
            space.PerLayer = perLayer;
        }

        if (fields.Int("vocabulary_size") is { } vocabulary)
        {
            space.VocabularySize = vocabulary;
        }

        if (fields.Int("max_sequence_length") is { } sequence)
        {
            space.MaxSequenceLength = sequence;
        }

        if (fields.Long("min_decoder_parameters") is { } min)
        {
            space.MinDecoderParameters = min;
        }

        if (fields.Long("max_decoder_parameters") is { } max)
        {
            space.MaxDecoderParameters = max;
        }

        space.HeadCounts.AddRange(ReadNumbers(fields, "head_counts"));
        fields.Finish();
        return space;
    }

    /// <summary>One number, or min, max and step; what is left out stays as in the preset.</summary>
    private static IntRange? ReadRange(MappingReader parent, string name, Domain.Spaces.IntRange? preset)
    {
        if (parent.Node(name) is ScalarNode)
        {
            return parent.Int(name) is { } value ? new IntRange { Min = value, Max = value, Step = 1 } : null;
        }

        if (parent.Mapping(name) is not { } fields)
        {
            return null;
        }

        var range = new IntRange
        {
            Min = fields.Int("min") ?? preset?.Min ?? 0,
            Max = fields.Int("max") ?? preset?.Max ?? 0,
            Step = fields.Int("step") ?? preset?.Step ?? 1,
        };
        fields.Finish();
        return range;
    }

    private static IEnumerable<int> ReadNumbers(MappingReader fields, string name)
    {
        foreach (var item in fields.List(name))
        {
            if (item is ScalarNode scalar && MappingReader.AsInt(scalar) is { } value)
            {
                yield return value;
            }
            else
            {
                fields.Unexpected(name, item, "a list of whole numbers");
            }
        }
    }

    private static SearchSpace? FindPreset(string name, int line, StudyFileErrors errors)
    {
        var preset = SearchSpaces.All.FirstOrDefault(s => s.Name == name);
        if (preset is null)
        {
            errors.Add(line, $"there is no space called {name}; {NearestName.Hint(name, Presets)}");
        }

        return preset;
    }

}
