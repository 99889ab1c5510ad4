using Lts.Domain.Families;
using Lts.Domain.Spaces;
using Proto = Lts.Protos.V1;

namespace Lts.Contracts;

/// <summary>The dimensions that have fields of their own in <see cref="Proto.SearchSpaceSpec"/>, from when GPT-2 was the only family.</summary>
internal static class LegacySpaceFields
{
    /// <summary>The one ratio that has a field of its own.</summary>
    public const string FeedForwardRatio = "min_feed_forward_ratio";

    /// <summary>What a message says of a dimension in a field of its own; <see langword="null"/> where it does not.</summary>
    public static IntChoices? Read(Proto.SearchSpaceSpec message, Dimension dimension) => dimension.Name switch
    {
        "n_layer" => RangeOf(message.LayerCount),
        "d_model" => RangeOf(message.HiddenSize),
        "d_inner" => RangeOf(message.FeedForwardSize),
        "n_head" => message.HeadCounts.Count > 0 ? new IntChoices([.. message.HeadCounts.Order()]) : null,
        "vocab_size" => message.HasVocabularySize ? IntChoices.One(message.VocabularySize) : null,
        "max_sequence_length" => message.HasMaxSequenceLength ? IntChoices.One(message.MaxSequenceLength) : null,
        _ => null,
    };

    /// <summary>Says what a dimension may be in a field of its own.</summary>
    /// <returns>Whether there is one that can say it.</returns>
    public static bool TryWrite(Proto.SearchSpaceSpec message, Dimension dimension, IntChoices choices)
    {
        switch (dimension.Name)
        {
            case "n_layer" when AsRange(choices) is { } range:
                message.LayerCount = range;
                return true;
            case "d_model" when AsRange(choices) is { } range:
                message.HiddenSize = range;
                return true;
            case "d_inner" when AsRange(choices) is { } range:
                message.FeedForwardSize = range;
                return true;
            case "n_head" when choices.List is { } list && list.SequenceEqual(list.Order()):
                message.HeadCounts.Clear();
                message.HeadCounts.Add(list);
                return true;
            case "vocab_size" when choices.List is [var value]:
                message.VocabularySize = value;
                return true;
            case "max_sequence_length" when choices.List is [var value]:
                message.MaxSequenceLength = value;
                return true;
            default:
                return false;
        }
    }

    private static IntChoices? RangeOf(Proto.IntRange? message) => message is null ? null : new IntChoices(SearchSpaceMapping.Read(message));

    private static Proto.IntRange? AsRange(IntChoices choices) =>
        choices.Range is { } range ? SearchSpaceMapping.ToProto(range)
        : choices.List is [var value] ? SearchSpaceMapping.ToProto(new IntRange(value, value))
        : null;
}
