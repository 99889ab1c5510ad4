using System.Collections.Immutable;
using Lts.Domain.Architectures;
using Lts.Hosting;
using Lts.Onnx.Emission;
using Lts.Onnx.Weights;
using Lts.Trainer.Models.SafeTensors;

namespace Lts.Trainer.Models.Folders;

/// <summary>
/// The weights of a GPT-2 in a file of tensors: by the names of Hugging Face's checkpoints, with the prefix <c>transformer.</c> (saved from the
/// language model) or without (saved from its body, as the published GPT-2 is).
/// </summary>
internal sealed class Gpt2Weights : IWeightSource
{
    private const string Prefix = "transformer.";
    private const string Head = "lm_head.weight";
    private const string Tokens = "wte.weight";
    private const int MostErrors = 20;

    private readonly SafeTensorsFile _file;
    private readonly ImmutableDictionary<string, TensorInfo> _byName;

    /// <summary>Checks that a file holds exactly an architecture's weights.</summary>
    /// <exception cref="UserErrorException">Tensors are missing, have another shape or type, or are unknown; names all of them, up to 20.</exception>
    public Gpt2Weights(SafeTensorsFile file, Architecture architecture)
    {
        _file = file;
        var errors = new List<string>();
        var found = new Dictionary<string, TensorInfo>(StringComparer.Ordinal);
        foreach (var tensor in file.InOrder.Where(tensor => !IsMask(tensor.Name)))
        {
            var name = tensor.Name.StartsWith(Prefix, StringComparison.Ordinal) ? tensor.Name[Prefix.Length..] : tensor.Name;
            if (!found.TryAdd(name, tensor))
            {
                errors.Add($"'{name}' occurs both with and without the prefix '{Prefix}'.");
            }
        }

        var weights = Of(architecture);
        errors.AddRange(weights.Select(weight => Mismatch(weight, found)).OfType<string>());
        var known = weights.Select(weight => weight.Name).Append(Head).ToHashSet(StringComparer.Ordinal);
        errors.AddRange(found.Keys.Where(name => !known.Contains(name)).Select(name => $"'{name}' is not a tensor of this GPT-2."));
        if (errors.Count == 0 && found.TryGetValue(Head, out var head) && !SameBytes(head, found[Tokens]))
        {
            errors.Add($"'{Head}' differs from '{Tokens}': only models whose output head is tied to the embedding can be read.");
        }

        _byName = found.ToImmutableDictionary();
        ThrowIfAny(errors);
    }

    /// <summary>The weights that an architecture has, in the order of its graph.</summary>
    public static ImmutableArray<WeightTensor> Of(Architecture architecture) => WeightlessGraph.Emit(architecture, new GraphOptions()).Weights;

    /// <summary>Where a weight lies in the file.</summary>
    public TensorInfo Find(WeightTensor weight) => _byName[weight.Name];

    /// <inheritdoc/>
    public void Fill(WeightTensor tensor, long firstElement, Span<float> destination) => _file.ReadFloats(_byName[tensor.Name], firstElement, destination);

    /// <summary>Buffers that older versions of transformers saved among the weights: the causal mask.</summary>
    private static bool IsMask(string name) =>
        name.EndsWith(".attn.bias", StringComparison.Ordinal) || name.EndsWith(".attn.masked_bias", StringComparison.Ordinal);

    private static string? Mismatch(WeightTensor weight, Dictionary<string, TensorInfo> found)
    {
        if (!found.TryGetValue(weight.Name, out var tensor))
        {
            return $"'{weight.Name}' is missing.";
        }

        if (!FloatConversion.IsFloat(tensor.Type))
        {
            return $"'{weight.Name}' is {tensor.Description}; only floats of 16, 32 or 64 bits can be read.";
        }

        return tensor.Shape.AsSpan().SequenceEqual(weight.Dims.AsSpan())
            ? null
            : $"'{weight.Name}' is {tensor.Description}; according to the configuration it should be [{string.Join(", ", weight.Dims)}].";
    }

    private bool SameBytes(TensorInfo a, TensorInfo b)
    {
        if (a.Type != b.Type || !a.Shape.AsSpan().SequenceEqual(b.Shape.AsSpan()))
        {
            return false;
        }

        const int part = 1 << 24;
        for (var at = 0L; at < a.ByteCount; at += part)
        {
            var count = (int)Math.Min(part, a.ByteCount - at);
            if (!_file.Bytes(a, at, count).SequenceEqual(_file.Bytes(b, at, count)))
            {
                return false;
            }
        }

        return true;
    }

    private void ThrowIfAny(List<string> errors)
    {
        if (errors.Count > 0)
        {
            var more = errors.Count > MostErrors ? $"\n  … and {errors.Count - MostErrors} more" : "";
            throw new UserErrorException(
                $"{_file.Path} does not hold the weights that config.json beside it describes:\n  {string.Join("\n  ", errors.Take(MostErrors))}{more}",
                ExitCode.Usage);
        }
    }
}
