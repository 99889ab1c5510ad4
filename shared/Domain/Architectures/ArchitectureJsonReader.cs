using System.Collections.Immutable;
using System.Text.Json;

namespace Lts.Domain.Architectures;

/// <summary>Reads one architecture and gathers every error on the way.</summary>
internal sealed class ArchitectureJsonReader(JsonElement root)
{
    private readonly List<string> _errors = [];

    public IReadOnlyList<string> Errors => _errors;

    /// <summary>The architecture, or <see langword="null"/> when <see cref="Errors"/> leave none; unknown fields leave one.</summary>
    public Architecture? Read()
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            _errors.Add($"an architecture is a JSON object, not {Describe(root)}.");
            return null;
        }

        RefuseUnknownFields();
        ReadFamily();
        var formErrors = _errors.Count;
        var layerCount = ReadInt(ArchitectureFields.LayerCount, null);
        var hiddenSize = ReadInt(ArchitectureFields.HiddenSize, null);
        var vocabularySize = ReadInt(ArchitectureFields.VocabularySize, 50257);
        var maxSequenceLength = ReadInt(ArchitectureFields.MaxSequenceLength, 1024);
        var dropout = ReadDropout();
        if (layerCount is < 1 or > ArchitectureLimits.Layers)
        {
            _errors.Add($"{ArchitectureFields.LayerCount} must be from 1 to {ArchitectureLimits.Layers}, not {layerCount}.");
            layerCount = 0;
        }

        var feedForward = ReadPerLayer(ArchitectureFields.FeedForwardSize, layerCount);
        var heads = ReadPerLayer(ArchitectureFields.HeadCount, layerCount);
        return _errors.Count > formErrors
            ? null
            : new Architecture
            {
                HiddenSize = hiddenSize,
                Layers = [.. feedForward.Zip(heads, (f, h) => new DecoderLayer(f, h))],
                VocabularySize = vocabularySize,
                MaxSequenceLength = maxSequenceLength,
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

    private int ReadInt(string field, int? fallback)
    {
        if (root.TryGetProperty(field, out var value))
        {
            return ToInt(field, value);
        }

        if (fallback is null)
        {
            _errors.Add($"{field} is missing.");
        }

        return fallback ?? 1;
    }

    private double ReadDropout()
    {
        if (!root.TryGetProperty(ArchitectureFields.AttentionDropout, out var value))
        {
            return 0;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number))
        {
            return number;
        }

        _errors.Add($"{ArchitectureFields.AttentionDropout} must be a number, not {Describe(value)}.");
        return 0;
    }

    private ImmutableArray<int> ReadPerLayer(string field, int layerCount)
    {
        if (!root.TryGetProperty(field, out var value))
        {
            _errors.Add($"{field} is missing.");
            return [];
        }

        if (value.ValueKind != JsonValueKind.Array)
        {
            return [.. Enumerable.Repeat(ToInt(field, value), layerCount)];
        }

        if (value.GetArrayLength() < layerCount)
        {
            _errors.Add($"{field} has {value.GetArrayLength()} entries for {layerCount} layers; give one number, or one a layer.");
        }

        return [.. value.EnumerateArray().Take(layerCount).Select((v, i) => ToInt($"{field}[{i}]", v))];
    }

    private int ToInt(string field, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number))
        {
            return number;
        }

        _errors.Add($"{field} must be a whole number that fits 32 bits, not {Describe(value)}.");
        return 1;
    }

    private static string Describe(JsonElement value)
    {
        const int longest = 40;
        var text = value.GetRawText();
        return text.Length <= longest ? text : text[..longest] + "…";
    }
}
