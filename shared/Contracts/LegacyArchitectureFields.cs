using System.Collections.Immutable;
using Lts.Domain.Families;
using Proto = Lts.Protos.V1;

namespace Lts.Contracts;

/// <summary>The dimensions that have fields of their own in <see cref="Proto.Architecture"/>, from when GPT-2 was the only family.</summary>
internal static class LegacyArchitectureFields
{
    private static readonly Dictionary<string, (Func<Proto.Architecture, int> Get, Action<Proto.Architecture, int> Set)> OfModel = new(StringComparer.Ordinal)
    {
        ["d_model"] = (a => a.HiddenSize, (a, value) => a.HiddenSize = value),
        ["vocab_size"] = (a => a.VocabularySize, (a, value) => a.VocabularySize = value),
        ["max_sequence_length"] = (a => a.MaxSequenceLength, (a, value) => a.MaxSequenceLength = value),
    };

    private static readonly Dictionary<string, (Func<Proto.DecoderLayer, int> Get, Action<Proto.DecoderLayer, int> Set)> OfLayer = new(StringComparer.Ordinal)
    {
        ["d_inner"] = (l => l.FeedForwardSize, (l, value) => l.FeedForwardSize = value),
        ["n_head"] = (l => l.HeadCount, (l, value) => l.HeadCount = value),
    };

    /// <summary>The enum's value of a family; unspecified for one that the enum does not name.</summary>
    public static Proto.ModelFamily FamilyOf(ModelFamily family) =>
        family == Gpt2Family.Instance ? Proto.ModelFamily.Gpt2 : Proto.ModelFamily.Unspecified;

    /// <summary>Whether a dimension has a field of its own.</summary>
    public static bool Has(Dimension dimension) => (dimension.PerLayer ? OfLayer.ContainsKey(dimension.Name) : OfModel.ContainsKey(dimension.Name));

    /// <summary>The values of a dimension that has a field here; empty for any other.</summary>
    public static ImmutableArray<int> Read(Proto.Architecture message, Dimension dimension) =>
        !dimension.PerLayer && OfModel.TryGetValue(dimension.Name, out var model) ? [model.Get(message)]
        : dimension.PerLayer && OfLayer.TryGetValue(dimension.Name, out var layer) ? [.. message.Layers.Select(layer.Get)]
        : [];

    /// <summary>Writes a dimension that has a field here.</summary>
    /// <param name="message">Holds its layers already.</param>
    /// <param name="dimension">What the values are of; any but the number of layers.</param>
    /// <param name="values">One value, or one for each layer.</param>
    /// <returns>Whether there is such a field.</returns>
    public static bool TryWrite(Proto.Architecture message, Dimension dimension, ImmutableArray<int> values)
    {
        if (!dimension.PerLayer && OfModel.TryGetValue(dimension.Name, out var model))
        {
            model.Set(message, values[0]);
            return true;
        }

        if (!dimension.PerLayer || !OfLayer.TryGetValue(dimension.Name, out var field))
        {
            return false;
        }

        foreach (var (layer, value) in message.Layers.Zip(values))
        {
            field.Set(layer, value);
        }

        return true;
    }
}
