using System.Text.Json;
using Lts.Domain.Architectures;
using Lts.Domain.Families;
using static Lts.Trainer.Models.Folders.ModelConfigurationFields;

namespace Lts.Trainer.Models.Folders;

/// <summary>Writes <c>config.json</c>, as GPT2Config for models whose layers are alike, as Archai's GPT2FlexConfig for others.</summary>
internal static class ModelConfigurationWriter
{
    /// <summary>Writes it.</summary>
    /// <param name="stream">Receives it.</param>
    /// <param name="architecture">What the file describes.</param>
    /// <param name="endOfText">The token between documents; <see langword="null"/> if there is no tokenizer.</param>
    public static void Write(Stream stream, Architecture architecture, int? endOfText)
    {
        if (architecture.Family != Gpt2Family.Instance)
        {
            WriteOurs(stream, architecture);
            return;
        }

        var layers = Gpt2Shape.Of(architecture).Layers;
        var alike = layers.All(layer => layer == layers[0]);
        using var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        writer.WriteStartObject();
        writer.WriteString(Activation, "gelu_new");
        writer.WriteStartArray("architectures");
        writer.WriteStringValue(alike ? "GPT2LMHeadModel" : "GPT2FlexLMHeadModel");
        writer.WriteEndArray();
        writer.WriteNumber(AttentionDropout, architecture.AttentionDropout);
        if (endOfText is { } end)
        {
            writer.WriteNumber("bos_token_id", end);
            writer.WriteNumber("eos_token_id", end);
        }

        writer.WriteNumber("embd_pdrop", 0);
        writer.WriteNumber("initializer_range", 0.02);
        writer.WriteNumber(Epsilon, 1e-5);
        writer.WriteString(ModelType, alike ? PlainType : FlexType);
        writer.WriteNumber(OldMaxSequenceLength, architecture.MaxSequenceLength);
        writer.WriteNumber(HiddenSize, architecture.HiddenSize);
        WritePerLayer(writer, HeadCount, alike, layers.Select(layer => layer.HeadCount));
        WritePerLayer(writer, FeedForwardSize, alike, layers.Select(layer => layer.FeedForwardSize));
        writer.WriteNumber(LayerCount, architecture.LayerCount);
        writer.WriteNumber(MaxSequenceLength, architecture.MaxSequenceLength);
        if (!alike)
        {
            writer.WriteBoolean("primer_square", false);
        }

        writer.WriteNumber("resid_pdrop", 0);
        writer.WriteBoolean("scale_attn_weights", true);
        writer.WriteBoolean("tie_word_embeddings", true);
        writer.WriteString("torch_dtype", "float32");
        writer.WriteBoolean("use_cache", true);
        writer.WriteNumber(VocabularySize, architecture.VocabularySize);
        writer.WriteEndObject();
    }

    /// <summary>For a family that has no form of Hugging Face's here: what it is, and where the rest is.</summary>
    private static void WriteOurs(Stream stream, Architecture architecture)
    {
        using var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        writer.WriteStartObject();
        writer.WriteString(ModelType, architecture.Family.Name);
        writer.WriteString("described_by", ModelFolder.ArchitectureFile);
        writer.WriteEndObject();
    }

    private static void WritePerLayer(Utf8JsonWriter writer, string field, bool alike, IEnumerable<int> values)
    {
        if (alike)
        {
            writer.WriteNumber(field, values.First());
            return;
        }

        writer.WriteStartArray(field);
        foreach (var value in values)
        {
            writer.WriteNumberValue(value);
        }

        writer.WriteEndArray();
    }
}
