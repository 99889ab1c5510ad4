using System.Collections.Immutable;
using System.Text.Json;

namespace Lts.Domain.Architectures;

/// <summary>Reads one architecture and gathers every error on the way.</summary>
internal sealed class ArchitectureJsonReader(JsonElement root)
{
    private readonly List<string> _errors = [];

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

        RefuseUnknownFields();
        ReadFamily();
        var layerCount = ReadInt(ArchitectureFields.LayerCount, null, ArchitectureLimits.Layers);
        var hiddenSize = ReadInt(ArchitectureFields.HiddenSize, null, ArchitectureLimits.HiddenSize);
        var vocabularySize = ReadInt(ArchitectureFields.VocabularySize, 50257, ArchitectureLimits.VocabularySize);
        var maxSequenceLength = ReadInt(ArchitectureFields.MaxSequenceLength, 1024, ArchitectureLimits.SequenceLength);
        var dropout = ReadDropout();
        var feedForward = ReadPerLayer(ArchitectureFields.FeedForwardSize, layerCount, ArchitectureLimits.FeedForwardSize);
        var heads = ReadPerLayer(ArchitectureFields.HeadCount, layerCount, ArchitectureLimits.HiddenSize);
        CheckHeadsDivide(hiddenSize, heads);
        return _errors.Count > 0
            ? null
            : new Architecture
            {
                HiddenSize = hiddenSize!.Value,
                Layers = [.. feedForward.Zip(heads, (f, h) => new DecoderLayer(f!.Value, h!.Value))],
                VocabularySize = vocabularySize!.Value,
                MaxSequenceLength = maxSequenceLength!.Value,
                AttentionDropout = dropout,
            };
    }

    private void RefuseUnknownFields()
    {
        foreach (var property in root.EnumerateObject().Where(p => !ArchitectureFields.All.Contains(p.Name)))
        {
            _errors.Add($"unknown field '{property.Name}'; the fields are {string.Join(", ", ArchitectureFields.All)}.");
        }
    }

    private void ReadFamily()
    {
        if (!root.TryGetProperty(ArchitectureFields.Family, out var value))
        {
            _errors.Add($"{ArchitectureFields.Family} is missing; '{ArchitectureFields.Gpt2}' is supported.");
        }
        else if (value.ValueKind != JsonValueKind.String || value.GetString() != ArchitectureFields.Gpt2)
        {
            _errors.Add($"{ArchitectureFields.Family} is {value.GetRawText()}; '{ArchitectureFields.Gpt2}' is supported.");
        }
    }

    /// <summary>A value from 1 to <paramref name="max"/>; <see langword="null"/> after an error.</summary>
    private int? ReadInt(string field, int? fallback, int max)
    {
        if (root.TryGetProperty(field, out var value))
        {
            return ToInt(field, value, max);
        }

        if (fallback is null)
        {
            _errors.Add($"{field} is missing.");
        }

        return fallback;
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
    private ImmutableArray<int?> ReadPerLayer(string field, int? layerCount, int max)
    {
        if (!root.TryGetProperty(field, out var value))
        {
            _errors.Add($"{field} is missing.");
            return [];
        }

        if (value.ValueKind != JsonValueKind.Array)
        {
            return [.. Enumerable.Repeat(ToInt(field, value, max), layerCount ?? 1)];
        }

        if (value.GetArrayLength() < layerCount)
        {
            _errors.Add($"{field} has {value.GetArrayLength()} entries for {layerCount} layers; give one number, or one a layer.");
        }

        return [.. value.EnumerateArray().Take(layerCount ?? 1).Select((v, i) => ToInt($"{field}[{i}]", v, max))];
    }

    private void CheckHeadsDivide(int? hiddenSize, ImmutableArray<int?> heads)
    {
        for (var i = 0; i < heads.Length; i++)
        {
            if (hiddenSize % heads[i] is > 0)
            {
                _errors.Add(ArchitectureValidator.DoesNotDivide(hiddenSize!.Value, i, heads[i]!.Value));
            }
        }
    }

    private int? ToInt(string field, JsonElement value, int max)
    {
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= 1 && number <= max)
        {
            return number;
        }

        _errors.Add($"{field} must be a whole number from 1 to {max}, not {Describe(value)}.");
        return null;
    }

    private static string Describe(JsonElement value)
    {
        const int longest = 40;
        var text = value.GetRawText();
        return text.Length <= longest ? text : text[..longest] + "…";
    }
}
