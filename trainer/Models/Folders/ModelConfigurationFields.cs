namespace Lts.Trainer.Models.Folders;

/// <summary>Hugging Face's names of what a GPT-2's <c>config.json</c> says.</summary>
internal static class ModelConfigurationFields
{
    /// <summary>The file of a model folder that holds these fields.</summary>
    public const string FileName = "config.json";

    /// <summary><c>gpt2</c>, or <c>gpt2-flex</c> where layers differ.</summary>
    public const string ModelType = "model_type";

    /// <summary>Number of layers.</summary>
    public const string LayerCount = "n_layer";

    /// <summary>Width of the model.</summary>
    public const string HiddenSize = "n_embd";

    /// <summary>Attention heads: one number, or one per layer.</summary>
    public const string HeadCount = "n_head";

    /// <summary>Width of the feed-forward part: one number, or one per layer; left out or null, four times the model's.</summary>
    public const string FeedForwardSize = "n_inner";

    /// <summary>Number of token ids.</summary>
    public const string VocabularySize = "vocab_size";

    /// <summary>Number of positions.</summary>
    public const string MaxSequenceLength = "n_positions";

    /// <summary>Number of positions, as older files call it.</summary>
    public const string OldMaxSequenceLength = "n_ctx";

    /// <summary>Dropout probability in attention while training.</summary>
    public const string AttentionDropout = "attn_pdrop";

    /// <summary>The feed-forward part's activation.</summary>
    public const string Activation = "activation_function";

    /// <summary>What layer norms add to the variance.</summary>
    public const string Epsilon = "layer_norm_epsilon";

    /// <summary>Hugging Face's own model.</summary>
    public const string PlainType = "gpt2";

    /// <summary>Archai's: heads and feed-forward sizes are lists with a number per layer.</summary>
    public const string FlexType = "gpt2-flex";
}
