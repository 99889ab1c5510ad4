using System.Collections.Immutable;
using System.Text.Json;
using Lts.Domain.Families;

namespace Lts.Domain.Architectures;

/// <summary>Reads one architecture and gathers every error on the way.</summary>
internal sealed class ArchitectureJsonReader(JsonElement root)
{
    private readonly List<string> _errors = [];

    /// <summary>What is wrong with what was read so far, each by the field's name; empty where nothing is.</summary>
    public IReadOnlyList<string> Errors => _errors;

    /// <summary>The architecture, or <see langword="null"/> when there are <see cref="Errors"/>.</summary>
    /// <exception cref="InvalidOperationException">A text is not valid Unicode.</exception>
    public Architecture? Read()
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            _errors.Add($"an architecture is a JSON object, not {Describe(root)}.");
            return null;
        }

        var family = ReadFamily(out var alias);
        RefuseUnknownFields(family, alias);
        var layerCount = ReadModel(family.Dimensions[0]);
        var values = new List<(Dimension Dimension, ImmutableArray<int?> Values)>();
        foreach (var dimension in family.ModelDimensions.Skip(1))
        {
            values.Add((dimension, [ReadModel(dimension)]));
        }

        var dropout = ReadDropout();
        foreach (var dimension in family.LayerDimensions)
        {
            values.Add((dimension, ReadLayers(dimension, layerCount, alias?.FillsShortLists ?? false)));
        }

        CheckRules(family, layerCount ?? 1, [(family.Dimensions[0], [layerCount]), .. values]);
        return _errors.Count > 0
            ? null
            : Architecture.Of(family, layerCount!.Value, values.Select(v => (v.Dimension, v.Values.Select(n => n!.Value).ToImmutableArray()))) with
            {
                AttentionDropout = dropout,
            };
    }

    private void RefuseUnknownFields(ModelFamily family, FamilyAlias? alias)
    {
        var fields = ArchitectureFields.Of(family);
        var only = alias?.OnlyValues ?? [];
        foreach (var property in root.EnumerateObject().Where(p => !fields.Contains(p.Name)))
        {
            if (only.FirstOrDefault(o => o.Key == property.Name) is not { Key: not null } allowed)
            {
                _errors.Add($"unknown field '{property.Name}'; the fields are {string.Join(", ", fields)}.");
            }
            else if (property.Value.GetRawText() != allowed.Value)
            {
                _errors.Add($"{allowed.Key} is {Describe(property.Value)}; only {allowed.Value} is supported.");
            }
        }
    }

    /// <summary>The family; the first one that is known after an error, so that the other fields are checked all the same.</summary>
    private ModelFamily ReadFamily(out FamilyAlias? alias)
    {
        alias = null;
        var problem = "missing";
        if (root.TryGetProperty(ArchitectureFields.Family, out var value))
        {
            if (value.ValueKind == JsonValueKind.String && ModelFamilies.Find(value.GetString(), out alias) is { } family)
            {
                return family;
            }

            problem = Describe(value);
        }

        var names = ModelFamilies.All.Select(f => $"'{f.Name}'").ToList();
        _errors.Add($"{ArchitectureFields.Family} is {problem}; {string.Join(", ", names)} {(names.Count == 1 ? "is" : "are")} supported.");
        return ModelFamilies.All[0];
    }

    /// <summary>The value of a dimension of the model; <see langword="null"/> after an error.</summary>
    private int? ReadModel(Dimension dimension)
    {
        if (root.TryGetProperty(dimension.Name, out var value))
        {
            return ToValue(dimension, dimension.Name, value);
        }

        if (dimension.Default is null)
        {
            _errors.Add($"{dimension.Name} is missing.");
        }

        return dimension.Default;
    }

    private double ReadDropout()
    {
        if (!root.TryGetProperty(ArchitectureFields.AttentionDropout, out var value))
        {
            return 0;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && number is >= 0 and < 1)
        {
            return number;
        }

        _errors.Add($"{ArchitectureFields.AttentionDropout} must be a number of at least 0 and less than 1, not {Describe(value)}.");
        return 0;
    }

    /// <summary>A value for each layer, <see langword="null"/> where it is wrong. Without a layer count, the first layer's: there is always one.</summary>
    private ImmutableArray<int?> ReadLayers(Dimension dimension, int? layerCount, bool fillsUp)
    {
        int count = layerCount ?? 1;
        if (!root.TryGetProperty(dimension.Name, out var value))
        {
            if (dimension.Default is null)
            {
                _errors.Add($"{dimension.Name} is missing.");
                return [];
            }

            return [.. Enumerable.Repeat(dimension.Default, count)];
        }

        if (value.ValueKind != JsonValueKind.Array)
        {
            return [.. Enumerable.Repeat(ToValue(dimension, dimension.Name, value), count)];
        }

        int length = value.GetArrayLength();
        if (length < layerCount && !(fillsUp && length > 0))
        {
            _errors.Add($"{dimension.Name} has {length} entries for {layerCount} layers; give one {(dimension.Choices.IsEmpty ? "number" : "name")}, or one per layer.");
        }

        ImmutableArray<int?> given = [.. value.EnumerateArray().Take(count).Select((v, i) => ToValue(dimension, $"{dimension.Name}[{i}]", v))];
        return fillsUp && given.Length > 0 ? given.AddRange(Enumerable.Repeat(given[0], count - given.Length)) : given;
    }

    private void CheckRules(ModelFamily family, int layerCount, List<(Dimension Dimension, ImmutableArray<int?> Values)> values) =>
        _errors.AddRange(ArchitectureValidator.RuleErrors(
            family,
            layerCount,
            (dimension, layer) => values.First(v => v.Dimension.Name == dimension.Name).Values.ElementAtOrDefault(dimension.PerLayer ? layer : 0)));

    private int? ToValue(Dimension dimension, string field, JsonElement value)
    {
        if (dimension.Choices.IsEmpty)
        {
            if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && dimension.Allows(number))
            {
                return number;
            }
        }
        else if (value.ValueKind is JsonValueKind.String or JsonValueKind.True or JsonValueKind.False
            && dimension.Choices.IndexOf(value.ToString().ToLowerInvariant()) is >= 0 and var choice)
        {
            return choice;
        }

        _errors.Add($"{field} must be {dimension.Requirement}, not {Describe(value)}.");
        return null;
    }

    private static string Describe(JsonElement value)
    {
        const int longest = 40;
        var text = value.GetRawText();
        return text.Length <= longest ? text : text[..longest] + "…";
    }
}
