using System.Collections.Immutable;
using Lts.Domain.Families;
using Lts.Domain.Spaces;
using Proto = Lts.Protos.V1;

namespace Lts.Contracts;

/// <summary>Search spaces on the wire: a preset or a family, and what overrides it.</summary>
public static class SearchSpaceMapping
{
    private const string UnsaidFamily = "unknown"; // a preset's family goes without saying, for those who know the preset

    /// <summary>From the wire; validated only as far as names go.</summary>
    /// <param name="message">The space; <see langword="null"/> when none was sent.</param>
    /// <param name="required">Whether a preset or a family must be named. Given architectures need no space.</param>
    /// <param name="errors">Errors are added here, each naming the field.</param>
    public static SearchSpace Read(Proto.SearchSpaceSpec? message, bool required, List<string> errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        message ??= new Proto.SearchSpaceSpec();
        return Read(message, Origin(message, required, errors), errors);
    }

    /// <summary>
    /// From a coordinator, which has checked it. Where it says what only a newer program knows (a preset, a family, a dimension, a choice or a
    /// ratio of one), the space is of an <see cref="UnknownFamily"/>: it keeps its name, and what is said of dimensions that every family has.
    /// </summary>
    /// <param name="message">The space; <see langword="null"/> when none was sent.</param>
    public static SearchSpace ReadAsSent(Proto.SearchSpaceSpec? message)
    {
        message ??= new Proto.SearchSpaceSpec();
        var errors = new List<string>();
        var space = Read(message, Origin(message, required: false, errors), errors);
        return errors.Count == 0 ? space : Read(message, UnknownOrigin(message), errors: []);
    }

    private static SearchSpace UnknownOrigin(Proto.SearchSpaceSpec message)
    {
        if (message.Preset.Length == 0 && message.Family.Length > 0)
        {
            return new SearchSpace(message.Family, new UnknownFamily(message.Family));
        }

        var preset = message.Preset.Length > 0 ? SearchSpaces.Find(message.Preset) : SearchSpaces.Gpt2Paper;
        return new SearchSpace(preset?.Name ?? message.Preset, new UnknownFamily(preset?.Family.Name ?? UnsaidFamily));
    }

    private static SearchSpace Read(Proto.SearchSpaceSpec message, SearchSpace space, List<string> errors)
    {
        foreach (var dimension in space.Family.Dimensions)
        {
            if (LegacySpaceFields.Read(message, dimension) is { } choices)
            {
                space = space.With(dimension, choices);
            }
        }

        space = message.HasPerLayer ? space.WithPerLayer(message.PerLayer) : space;
        foreach (var (i, sent) in message.Dimensions.Index())
        {
            space = Read(sent, $"space.dimensions[{i}]", space, errors);
        }

        if (message.Preset.Length == 0 && ModelFamilies.Find(message.Family) is { } named)
        {
            var said = named.Dimensions.Where(d => LegacySpaceFields.Read(message, d) is not null || message.Dimensions.Any(s => named.Find(s.Name) == d));
            errors.AddRange(named.Dimensions.Except(said).Where(d => d.Default is null).Select(d => $"space.{d.SpaceField} is missing; a space that begins with a family must give it."));
        }

        foreach (var (name, min) in Bounds(message))
        {
            if (space.Family.Ratios.Any(r => r.Name == name))
            {
                space = space.WithRatio(name, min);
            }
            else
            {
                errors.Add($"space.{name} is not a ratio of {space.Family.Label}{Known(space.Family.Ratios.Select(r => r.Name))}.");
            }
        }

        return space with
        {
            MinDecoderParameters = message.HasMinDecoderParameters ? message.MinDecoderParameters : space.MinDecoderParameters,
            MaxDecoderParameters = message.HasMaxDecoderParameters ? message.MaxDecoderParameters : space.MaxDecoderParameters,
        };
    }

    /// <summary>To the wire, every dimension said.</summary>
    public static Proto.SearchSpaceSpec ToProto(SearchSpace space)
    {
        ArgumentNullException.ThrowIfNull(space);
        bool preset = SearchSpaces.Find(space.Name) is not null;
        var message = new Proto.SearchSpaceSpec
        {
            Preset = preset ? space.Name : "",
            Family = preset ? "" : space.Family.Name,
            MinDecoderParameters = space.MinDecoderParameters,
            MaxDecoderParameters = space.MaxDecoderParameters,
        };
        foreach (var ratio in space.Ratios)
        {
            SetRatio(message, ratio.Name, ratio.Min);
        }

        var layers = space.Dimensions.Where(d => d.Dimension.PerLayer).ToList();
        bool alike = layers.Select(d => d.PerLayer).Distinct().Count() == 1;
        if (alike)
        {
            message.PerLayer = layers[0].PerLayer;
        }

        foreach (var dimension in space.Dimensions)
        {
            Set(message, dimension.Dimension, dimension.Choices, dimension.Dimension.PerLayer && !alike ? dimension.PerLayer : null);
        }

        return message;
    }

    /// <summary>Says what a dimension may be: in the field that it has of its own where that can say it, otherwise among <c>dimensions</c>.</summary>
    /// <param name="message">Receives what is said.</param>
    /// <param name="dimension">A dimension of its family.</param>
    /// <param name="choices">What it may be.</param>
    /// <param name="perLayer">Whether each layer chooses for itself; <see langword="null"/> leaves that to <c>per_layer</c> and the preset.</param>
    private static void Set(Proto.SearchSpaceSpec message, Dimension dimension, IntChoices choices, bool? perLayer = null)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(dimension);
        ArgumentNullException.ThrowIfNull(choices);
        bool said = LegacySpaceFields.TryWrite(message, dimension, choices);
        if (said && perLayer is null)
        {
            return;
        }

        var sent = new Proto.DimensionChoices { Name = dimension.Name };
        if (perLayer is { } own)
        {
            sent.PerLayer = own;
        }

        if (!said && choices.Range is { } range)
        {
            sent.Range = ToProto(range);
        }
        else if (!said && dimension.Choices.IsEmpty)
        {
            sent.Values.Add(choices.List!.Value);
        }
        else if (!said)
        {
            sent.Names.Add(choices.List!.Value.Select(dimension.Text));
        }

        message.Dimensions.Add(sent);
    }

    /// <summary>Bounds a ratio.</summary>
    private static void SetRatio(Proto.SearchSpaceSpec message, string name, double min)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (name == LegacySpaceFields.FeedForwardRatio)
        {
            message.MinFeedForwardRatio = min;
        }
        else
        {
            message.Ratios.Add(new Proto.RatioBound { Name = name, Min = min });
        }
    }

    /// <summary>The bounds of ratios that a message says.</summary>
    private static IEnumerable<(string Name, double Min)> Bounds(Proto.SearchSpaceSpec message)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (message.HasMinFeedForwardRatio)
        {
            yield return (LegacySpaceFields.FeedForwardRatio, message.MinFeedForwardRatio);
        }

        foreach (var bound in message.Ratios)
        {
            yield return (bound.Name, bound.Min);
        }
    }

    internal static IntRange Read(Proto.IntRange message) => new(message.Min, message.Max, message.Step == 0 ? 1 : message.Step);

    internal static Proto.IntRange ToProto(IntRange range) => new() { Min = range.Min, Max = range.Max, Step = range.Step };

    private static SearchSpace Origin(Proto.SearchSpaceSpec message, bool required, List<string> errors)
    {
        if (message.Preset.Length == 0 && message.Family.Length > 0)
        {
            if (ModelFamilies.Find(message.Family) is { } family)
            {
                return new SearchSpace(family.Name, family);
            }

            errors.Add($"space.family must be one of {ModelFamilies.Names}; '{message.Family}' is unknown.");
        }
        else if (SearchSpaces.Find(message.Preset) is { } preset)
        {
            return preset;
        }
        else if (required || message.Preset.Length > 0)
        {
            string problem = message.Preset.Length > 0 ? $"'{message.Preset}' is unknown" : "it is missing";
            errors.Add($"space.preset must be one of {string.Join(", ", SearchSpaces.All.Select(s => s.Name))}; {problem}.");
        }

        return SearchSpaces.Gpt2Paper;
    }

    private static SearchSpace Read(Proto.DimensionChoices sent, string field, SearchSpace space, List<string> errors)
    {
        if (space.Family.Find(sent.Name) is not { } dimension)
        {
            errors.Add($"{field}.name '{sent.Name}' is not a dimension of {space.Family.Label}{Known(space.Family.Dimensions.Select(d => d.Name))}.");
            return space;
        }

        var list = ChoiceNames.Read(dimension, sent.Values, sent.Names, field, errors);
        var choices = sent.Range is { } range ? new IntChoices(Read(range))
            : list is { } values ? new IntChoices(values)
            : space[dimension].Choices;
        return space.With(dimension, choices, sent.HasPerLayer ? sent.PerLayer : null);
    }

    private static string Known(IEnumerable<string> names) => names.ToImmutableArray() is { IsEmpty: false } known ? $"; it has {string.Join(", ", known)}" : "";
}
