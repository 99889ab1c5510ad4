using System.Text.Encodings.Web;
using System.Text.Json;
using Lts.Domain.Architectures;
using Lts.Trainer.Data.Corpus;

namespace Lts.Trainer.Training.Configuration;

/// <summary>Writes a configuration as a file that <see cref="TrainerConfigurationReader"/> reads back the same.</summary>
internal static class TrainerConfigurationWriter
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The file's bytes.</summary>
    /// <param name="configuration">The configuration, with every default filled in.</param>
    /// <param name="folder">
    /// The folder that the file lies in: the output is written relative to it, so that a run can be moved, and the text as an absolute path.
    /// </param>
    public static byte[] ToUtf8(TrainerConfiguration configuration, string folder)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Options))
        {
            Write(writer, configuration, Path.GetRelativePath(folder, Path.GetFullPath(configuration.Output, folder)));
        }

        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, TrainerConfiguration configuration, string output)
    {
        writer.WriteStartObject();
        writer.WriteString("preset", configuration.Preset);
        writer.WritePropertyName("architecture");
        WriteArchitecture(writer, configuration.Architecture);
        writer.WriteString("output", output);
        writer.WriteStartObject("data");
        WriteData(writer, configuration.Data);
        writer.WriteEndObject();
        writer.WriteStartObject("training");
        foreach (var field in TrainingFields.All)
        {
            field.Write(writer, configuration.Training);
        }

        writer.WriteEndObject();
        writer.WriteStartObject("device");
        writer.WriteString("kind", DeviceWords.Of(configuration.Device.Kind));
        writer.WriteNumber("threads", configuration.Device.Threads);
        writer.WriteString("precision", DeviceWords.Of(configuration.Device.Precision));
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteArchitecture(Utf8JsonWriter writer, ArchitectureChoice choice)
    {
        using var document = JsonDocument.Parse(ArchitectureJson.ToJson(choice.Given));
        writer.WriteStartObject();
        foreach (var field in document.RootElement.EnumerateObject().Where(f => choice.VocabularyIsGiven || f.Name != "vocab_size"))
        {
            field.WriteTo(writer);
        }

        writer.WriteEndObject();
    }

    private static void WriteData(Utf8JsonWriter writer, DataSettings data)
    {
        if (data.Shards is not null)
        {
            writer.WriteString("shards", data.Shards);
        }
        else
        {
            writer.WriteStartArray("sources");
            foreach (var source in data.Sources)
            {
                writer.WriteStringValue(source);
            }

            writer.WriteEndArray();
        }

        writer.WriteString("text_field", data.TextField);
        writer.WriteString("invalid_text", InvalidTextWords.Of(data.InvalidText));
        writer.WriteNumber("validation_fraction", data.ValidationFraction);
        if (data.Shards is not null)
        {
            return; // they bring their tokenizer
        }

        switch (data.Tokenizer)
        {
            case { TrainVocabularySize: { } size }:
                writer.WriteStartObject("tokenizer");
                writer.WriteNumber("train_vocabulary_size", size);
                writer.WriteEndObject();
                break;
            case { File: { } file }:
                writer.WriteString("tokenizer", file);
                break;
            default:
                writer.WriteString("tokenizer", TokenizerChoice.Gpt2Name);
                break;
        }
    }
}
