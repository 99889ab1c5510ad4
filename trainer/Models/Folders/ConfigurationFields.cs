namespace Lts.Trainer.Models.Folders;

/// <summary>Hugging Face's names of what a GPT-2's <c>config.json</c> says.</summary>
internal static class ConfigurationFields
{
    public const string FileName = "config.json";

    public const string ModelType = "model_type";
    public const string LayerCount = "n_layer";
    public const string HiddenSize = "n_embd";
    public const string HeadCount = "n_head";
    public const string FeedForwardSize = "n_inner";
    public const string VocabularySize = "vocab_size";
    public const string MaxSequenceLength = "n_positions";
    public const string OldMaxSequenceLength = "n_ctx";
    public const string AttentionDropout = "attn_pdrop";
    public const string Activation = "activation_function";
    public const string Epsilon = "layer_norm_epsilon";

    /// <summary>Hugging Face's own model.</summary>
    public const string PlainType = "gpt2";

    /// <summary>Archai's: heads and feed-forward sizes are lists with a number a layer.</summary>
    public const string FlexType = "gpt2-flex";
}
