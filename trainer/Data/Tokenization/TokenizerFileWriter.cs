using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Lts.Trainer.Data.Tokenization;

/// <summary>Writes <c>tokenizer.json</c> with the fields and their order as Hugging Face's tokenizers library has them for GPT-2.</summary>
internal static class TokenizerFileWriter
{
    /// <summary>The file's bytes: a function of the tokenizer.</summary>
    public static byte[] ToJson(TokenizerModel model)
    {
        var buffer = new ArrayBufferWriter<byte>(1 << 20);
        // Relaxed: "Ġ" as itself, not as \u0120. The file is not part of a web page.
        var options = new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using (var writer = new Utf8JsonWriter(buffer, options))
        {
            writer.WriteStartObject();
            writer.WriteString("version", "1.0");
            writer.WriteNull("truncation");
            writer.WriteNull("padding");
            WriteAddedTokens(writer, model);
            writer.WriteNull("normalizer");
            WriteByteLevel(writer, "pre_tokenizer", addPrefixSpace: false);
            WriteByteLevel(writer, "post_processor", addPrefixSpace: false);
            WriteByteLevel(writer, "decoder", addPrefixSpace: true);
            WriteModel(writer, model);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteAddedTokens(Utf8JsonWriter writer, TokenizerModel model)
    {
        writer.WriteStartArray("added_tokens");
        foreach (var id in model.SpecialIds)
        {
            writer.WriteStartObject();
            writer.WriteNumber("id", id);
            writer.WriteString("content", Encoding.UTF8.GetString(model.Tokens[id]));
            foreach (var flag in (string[])["single_word", "lstrip", "rstrip", "normalized"])
            {
                writer.WriteBoolean(flag, false);
            }

            writer.WriteBoolean("special", true);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteByteLevel(Utf8JsonWriter writer, string name, bool addPrefixSpace)
    {
        writer.WriteStartObject(name);
        writer.WriteString("type", "ByteLevel");
        writer.WriteBoolean("add_prefix_space", addPrefixSpace);
        writer.WriteBoolean("trim_offsets", name != "post_processor");
        writer.WriteBoolean("use_regex", true);
        writer.WriteEndObject();
    }

    private static void WriteModel(Utf8JsonWriter writer, TokenizerModel model)
    {
        writer.WriteStartObject("model");
        writer.WriteString("type", "BPE");
        writer.WriteNull("dropout");
        writer.WriteNull("unk_token");
        writer.WriteString("continuing_subword_prefix", "");
        writer.WriteString("end_of_word_suffix", "");
        writer.WriteBoolean("fuse_unk", false);
        writer.WriteBoolean("byte_fallback", false);
        writer.WriteStartObject("vocab");
        for (var id = 0; id < model.Tokens.Length; id++)
        {
            writer.WriteNumber(Text(model, id), id);
        }

        writer.WriteEndObject();
        writer.WriteStartArray("merges");
        foreach (var merge in model.Merges)
        {
            writer.WriteStringValue($"{Text(model, merge.Left)} {Text(model, merge.Right)}");
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static string Text(TokenizerModel model, int id) => model.SpecialIds.AsSpan().BinarySearch(id) >= 0
        ? Encoding.UTF8.GetString(model.Tokens[id])
        : ByteAlphabet.ToText(model.Tokens[id]);
}
