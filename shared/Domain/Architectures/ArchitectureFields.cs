using System.Collections.Immutable;

namespace Lts.Domain.Architectures;

/// <summary>Archai's names of an architecture's fields.</summary>
internal static class ArchitectureFields
{
    public const string Family = "arch_type";
    public const string LayerCount = "n_layer";
    public const string HiddenSize = "d_model";
    public const string FeedForwardSize = "d_inner";
    public const string HeadCount = "n_head";
    public const string VocabularySize = "vocab_size";
    public const string MaxSequenceLength = "max_sequence_length";
    public const string AttentionDropout = "dropatt";

    public const string Gpt2 = "gpt2";

    public static ImmutableArray<string> All { get; } =
        [Family, LayerCount, HiddenSize, FeedForwardSize, HeadCount, VocabularySize, MaxSequenceLength, AttentionDropout];
}
