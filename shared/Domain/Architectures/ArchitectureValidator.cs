namespace Lts.Domain.Architectures;

/// <summary>Says what is wrong with an architecture, by Archai's field names.</summary>
public static class ArchitectureValidator
{
    /// <summary>Every error; empty for an architecture that can be built.</summary>
    public static IReadOnlyList<string> Validate(Architecture architecture)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        var errors = new List<string>();
        Check(errors, "n_layer", architecture.LayerCount, ArchitectureLimits.Layers);
        Check(errors, "d_model", architecture.HiddenSize, ArchitectureLimits.HiddenSize);
        Check(errors, "vocab_size", architecture.VocabularySize, ArchitectureLimits.VocabularySize);
        Check(errors, "max_sequence_length", architecture.MaxSequenceLength, ArchitectureLimits.SequenceLength);
        if (architecture.AttentionDropout is not (>= 0 and < 1))
        {
            errors.Add("dropatt must be at least 0 and less than 1.");
        }

        for (var i = 0; i < architecture.LayerCount && i < ArchitectureLimits.Layers; i++)
        {
            ValidateLayer(errors, architecture.HiddenSize, i, architecture.Layers[i]);
        }

        return errors;
    }

    /// <summary>Throws when <see cref="Validate"/> finds errors.</summary>
    /// <exception cref="ValidationException">The architecture cannot be built.</exception>
    public static void ThrowIfInvalid(Architecture architecture)
    {
        if (Validate(architecture) is { Count: > 0 } errors)
        {
            throw new ValidationException("the architecture", errors);
        }
    }

    private static void ValidateLayer(List<string> errors, int hiddenSize, int index, DecoderLayer layer)
    {
        Check(errors, $"d_inner of layer {index}", layer.FeedForwardSize, ArchitectureLimits.FeedForwardSize);
        if (layer.HeadCount < 1)
        {
            errors.Add($"n_head of layer {index} must be at least 1, not {layer.HeadCount}.");
        }
        else if (hiddenSize > 0 && hiddenSize % layer.HeadCount != 0)
        {
            errors.Add(DoesNotDivide(hiddenSize, index, layer.HeadCount));
        }
    }

    internal static string DoesNotDivide(int hiddenSize, int layer, int heads) =>
        $"n_head of layer {layer} is {heads}, which does not divide d_model {hiddenSize}.";

    private static void Check(List<string> errors, string field, int value, int max)
    {
        if (value < 1 || value > max)
        {
            errors.Add($"{field} must be from 1 to {max}, not {value}.");
        }
    }
}
