using Lts.Domain.Architectures;

namespace Lts.Domain.Families;

/// <summary>What every family has. A family may change a default (<c>with</c>), not the name.</summary>
public static class CommonDimensions
{
    /// <summary>Number of decoder layers.</summary>
    public static Dimension LayerCount { get; } = new()
    {
        Name = "n_layer",
        SpaceField = "layer_count",
        Label = "layers",
        Title = "Layers",
        Maximum = ArchitectureLimits.Layers,
        DrawnWhenFixed = true,
    };

    /// <summary>Width of the residual stream.</summary>
    public static Dimension HiddenSize { get; } = new()
    {
        Name = "d_model",
        SpaceField = "hidden_size",
        Label = "hidden size",
        Title = "Width",
        Maximum = ArchitectureLimits.HiddenSize,
        IdKey = "d",
        DrawnWhenFixed = true,
    };

    /// <summary>Number of token ids. Default 50,257, as GPT-2's tokenizer has.</summary>
    public static Dimension VocabularySize { get; } = new()
    {
        Name = "vocab_size",
        SpaceField = "vocabulary_size",
        Label = "vocabulary",
        Title = "Vocabulary",
        Maximum = ArchitectureLimits.VocabularySize,
        Default = 50257,
        IdKey = "v",
    };

    /// <summary>Longest sequence, in tokens. Default 1,024.</summary>
    public static Dimension MaxSequenceLength { get; } = new()
    {
        Name = "max_sequence_length",
        Label = "sequence",
        Title = "Sequence",
        Unit = "tokens",
        Maximum = ArchitectureLimits.SequenceLength,
        Default = 1024,
        IdKey = "s",
    };
}
