using System.Text.Json;
using Lts.Domain.Architectures;

namespace Lts.Trainer.Models.Files;

/// <summary>
/// <c>config.json</c> of a model folder: that of a GPT-2 in Hugging Face's transformers when all layers are alike, else Archai's
/// <c>gpt2-flex</c>, the same fields with a list where layers differ.
/// </summary>
internal static class HuggingFaceConfig
{
    /// <summary>The file's name.</summary>
    public const string FileName = "config.json";

    private const double LayerNormEpsilon = 1e-5;

    /// <summary>Writes the file's content.</summary>
    /// <param name="architecture">What the model is.</param>
    /// <param name="endOfTextId">The token that begins and ends documents.</param>
    /// <param name="destination">Receives JSON.</param>
    public static void Write(Architecture architecture, int endOfTextId, Stream destination)
    {
        var alike = architecture.Layers.Distinct().Count() == 1;
        using var writer = new Utf8JsonWriter(destination, new JsonWriterOptions { Indented = true });
        writer.WriteStartObject();
        writer.WriteString("model_type", alike ? "gpt2" : "gpt2-flex");
        writer.WriteStartArray("architectures");
        writer.WriteStringValue(alike ? "GPT2LMHeadModel" : "GPT2FlexLMHeadModel");
        writer.WriteEndArray();
        writer.WriteNumber("vocab_size", architecture.VocabularySize);
        writer.WriteNumber("n_positions", architecture.MaxSequenceLength);
        writer.WriteNumber("n_ctx", architecture.MaxSequenceLength);
        writer.WriteNumber("n_embd", architecture.HiddenSize);
        writer.WriteNumber("n_layer", architecture.LayerCount);
        Write(writer, "n_head", [.. architecture.Layers.Select(l => l.HeadCount)], alike);
        Write(writer, "n_inner", [.. architecture.Layers.Select(l => l.FeedForwardSize)], alike);
        writer.WriteString("activation_function", "gelu_new");
        writer.WriteNumber("layer_norm_epsilon", LayerNormEpsilon);
        writer.WriteNumber("initializer_range", 0.02);
        writer.WriteBoolean("scale_attn_weights", true);
        writer.WriteBoolean("tie_word_embeddings", true);
        writer.WriteNumber("bos_token_id", endOfTextId);
        writer.WriteNumber("eos_token_id", endOfTextId);
        writer.WriteString("torch_dtype", "float32");
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, string name, int[] values, bool alike)
    {
        if (alike)
        {
            writer.WriteNumber(name, values[0]);
            return;
        }

        writer.WriteStartArray(name);
        foreach (var value in values)
        {
            writer.WriteNumberValue(value);
        }

        writer.WriteEndArray();
    }
}
