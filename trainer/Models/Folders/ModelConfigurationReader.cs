using System.Collections.Immutable;
using System.Text.Json;
using Lts.Domain.Architectures;
using Lts.Domain.Families;
using static Lts.Trainer.Models.Folders.ModelConfigurationFields;

namespace Lts.Trainer.Models.Folders;

/// <summary>
/// Reads <c>config.json</c> and gathers every error on the way. What is missing has the value that transformers' GPT2Config gives it; a setting
/// that would make another computation of it than ours is refused.
/// </summary>
internal sealed class ModelConfigurationReader(JsonElement root)
{
    private const double OurEpsilon = 1e-5;
    private readonly List<string> _errors = [];

    /// <summary>What is wrong.</summary>
    public IReadOnlyList<string> Errors => _errors;

    /// <summary>Whether the model is of a family whose configuration is in <c>architecture.json</c> alone.</summary>
    public bool IsOursAlone => root.ValueKind == JsonValueKind.Object && Text(ModelType, "") is var type and not (PlainType or FlexType) && ModelFamilies.Find(type) is not null;

    /// <summary>The architecture; <see langword="null"/> when there are <see cref="Errors"/>.</summary>
    public Architecture? Read()
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            _errors.Add("it is not a JSON object.");
            return null;
        }

        var type = Text(ModelType, "");
        if (type is not (PlainType or FlexType))
        {
            _errors.Add($"{ModelType} is \"{type}\"; only \"{PlainType}\" and \"{FlexType}\" can be read.");
            return null;
        }

        RefuseOtherComputations();
        var layers = Number(root, LayerCount, 12, ArchitectureLimits.Layers);
        var hidden = Number(root, HiddenSize, 768, ArchitectureLimits.HiddenSize);
        var heads = PerLayer(HeadCount, layers, 12, ArchitectureLimits.HiddenSize);
        var inner = PerLayer(FeedForwardSize, layers, 4 * hidden, ArchitectureLimits.FeedForwardSize);
        Architecture architecture = new Gpt2Shape
        {
            HiddenSize = hidden,
            Layers = [.. inner.Zip(heads, (f, h) => new Gpt2Layer(f, h))],
            VocabularySize = Number(root, VocabularySize, 50257, ArchitectureLimits.VocabularySize),
            MaxSequenceLength = Number(root, MaxSequenceLength, Number(root, OldMaxSequenceLength, 1024, ArchitectureLimits.SequenceLength), ArchitectureLimits.SequenceLength),
            AttentionDropout = root.TryGetProperty(AttentionDropout, out var dropout) && dropout.ValueKind == JsonValueKind.Number ? dropout.GetDouble() : 0,
        };
        if (_errors.Count == 0)
        {
            _errors.AddRange(ArchitectureValidator.Validate(architecture));
        }

        return _errors.Count == 0 ? architecture : null;
    }

    private void RefuseOtherComputations()
    {
        if (Text(Activation, "gelu_new") is var activation && activation is not ("gelu_new" or "gelu_pytorch_tanh"))
        {
            _errors.Add($"{Activation} is \"{activation}\"; only GPT-2's \"gelu_new\" is supported.");
        }

        if (root.TryGetProperty(Epsilon, out var epsilon) && !(epsilon.ValueKind == JsonValueKind.Number && Math.Abs(epsilon.GetDouble() - OurEpsilon) < 1e-9))
        {
            _errors.Add($"{Epsilon} is {epsilon.GetRawText()}; only 1e-05 is supported.");
        }

        Require("scale_attn_weights", true);
        Require("scale_attn_by_inverse_layer_idx", false);
        Require("add_cross_attention", false);
        Require("primer_square", false);
    }

    private void Require(string field, bool value)
    {
        if (root.TryGetProperty(field, out var found) && found.ValueKind != (value ? JsonValueKind.True : JsonValueKind.False))
        {
            _errors.Add($"{field} is {found.GetRawText()}; only {(value ? "true" : "false")} is supported.");
        }
    }

    private string? Text(string field, string missing) => !root.TryGetProperty(field, out var value) ? missing
        : value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText();

    private int Number(JsonElement parent, string field, int missing, int most) =>
        parent.TryGetProperty(field, out var value) && value.ValueKind != JsonValueKind.Null ? Number(value, field, most) : missing;

    private int Number(JsonElement value, string field, int most)
    {
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= 1 && number <= most)
        {
            return number;
        }

        _errors.Add($"{field} must be a whole number from 1 to {most}, not {(value.GetRawText() is { Length: <= 32 } text ? text : "that")}.");
        return 1;
    }

    /// <summary>One number for all layers, or a list; Archai fills a short list up with its first number.</summary>
    private ImmutableArray<int> PerLayer(string field, int layers, int missing, int most)
    {
        if (!root.TryGetProperty(field, out var value) || value.ValueKind != JsonValueKind.Array)
        {
            return [.. Enumerable.Repeat(Number(root, field, missing, most), layers)];
        }

        if (value.GetArrayLength() == 0)
        {
            _errors.Add($"{field} is an empty list.");
            return [.. Enumerable.Repeat(1, layers)];
        }

        int[] given = [.. value.EnumerateArray().Take(layers).Select((item, i) => Number(item, $"{field}[{i}]", most))];
        return [.. given, .. Enumerable.Repeat(given[0], layers - given.Length)];
    }
}
