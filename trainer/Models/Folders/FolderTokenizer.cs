using System.Globalization;
using System.Text;
using System.Text.Json;
using Lts.Hosting;
using Lts.Trainer.Data.Tokenization;

namespace Lts.Trainer.Models.Folders;

/// <summary>A model folder's tokenizer: <c>tokenizer.json</c>, or GPT-2's older pair <c>vocab.json</c> and <c>merges.txt</c>.</summary>
internal static class FolderTokenizer
{
    /// <summary>File of the tokens and their ids.</summary>
    public const string Vocabulary = "vocab.json";

    /// <summary>File of the merges, one per line, in order.</summary>
    public const string Merges = "merges.txt";

    /// <summary>File of what transformers asks of a tokenizer besides.</summary>
    public const string Settings = "tokenizer_config.json";

    private const string Version = "#version";

    /// <summary>The tokenizer of a folder; <see langword="null"/> if it holds none.</summary>
    /// <exception cref="UserErrorException">A file cannot be used.</exception>
    public static ByteLevelTokenizer? Load(string folder)
    {
        if (File.Exists(Path.Combine(folder, TokenizerFile.FileName)))
        {
            return TokenizerFile.Load(Path.Combine(folder, TokenizerFile.FileName));
        }

        var (vocabulary, merges) = (Path.Combine(folder, Vocabulary), Path.Combine(folder, Merges));
        return File.Exists(vocabulary) && File.Exists(merges) ? Read(vocabulary, merges) : null;
    }

    /// <summary>A model may have more ids than its tokenizer (vocabularies are often padded), but not fewer.</summary>
    /// <param name="tokenizer">What the model's ids were made with.</param>
    /// <param name="vocabularySize">Ids of the model.</param>
    /// <param name="model">Where the model lies, for the message.</param>
    /// <exception cref="UserErrorException">The tokenizer has more.</exception>
    public static void ThrowIfLarger(ByteLevelTokenizer tokenizer, int vocabularySize, string model)
    {
        if (tokenizer.VocabularySize > vocabularySize)
        {
            throw new UserErrorException(
                $"The tokenizer has {tokenizer.VocabularySize} ids, but the model {model} has only {vocabularySize} (vocab_size): they do not belong together.",
                ExitCode.Usage);
        }
    }

    /// <summary>Writes all forms, for whichever reader.</summary>
    public static void Save(ByteLevelTokenizer tokenizer, int maxSequenceLength, string folder)
    {
        TokenizerFile.Save(tokenizer, Path.Combine(folder, TokenizerFile.FileName));
        AtomicFile.Write(Path.Combine(folder, Vocabulary), stream => WriteVocabulary(stream, tokenizer.Model));
        AtomicFile.Write(Path.Combine(folder, Merges), stream => WriteMerges(stream, tokenizer.Model));
        AtomicFile.Write(Path.Combine(folder, Settings), stream => WriteSettings(stream, tokenizer.Model, maxSequenceLength));
    }

    private static ByteLevelTokenizer Read(string vocabulary, string merges)
    {
        try
        {
            var builder = new TokenizerModelBuilder();
            using var document = JsonDocument.Parse(File.ReadAllBytes(vocabulary));
            foreach (var token in document.RootElement.EnumerateObject())
            {
                var id = token.Value.GetInt64();
                if (token.Name == TokenizerModelBuilder.EndOfText)
                {
                    builder.AddSpecial(token.Name, id);
                }
                else
                {
                    builder.AddToken(token.Name, id);
                }
            }

            foreach (var line in File.ReadLines(merges).Where(line => line.Length > 0 && !line.StartsWith(Version, StringComparison.Ordinal)))
            {
                var space = line.IndexOf(' ', StringComparison.Ordinal);
                builder.AddMerge(line[..Math.Max(space, 0)], line[(space + 1)..]);
            }

            return new ByteLevelTokenizer(builder.Build(vocabulary));
        }
        catch (Exception e) when (DurableFile.IsDiskFault(e))
        {
            throw new UserErrorException($"The tokenizer in {vocabulary} and {Merges} cannot be read: {e.Message}", ExitCode.Storage, e);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw new UserErrorException($"The tokenizer in {vocabulary} and {Merges} cannot be used: {e.Message}", ExitCode.Usage, e);
        }
    }

    private static void WriteVocabulary(Stream stream, TokenizerModel model)
    {
        using var writer = new Utf8JsonWriter(stream);
        writer.WriteStartObject();
        for (var id = 0; id < model.Tokens.Length; id++)
        {
            writer.WriteNumber(Text(model, id), id);
        }

        writer.WriteEndObject();
    }

    private static void WriteMerges(Stream stream, TokenizerModel model)
    {
        using var writer = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        writer.WriteLine($"{Version}: 0.2");
        foreach (var merge in model.Merges)
        {
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Text(model, merge.Left)} {Text(model, merge.Right)}"));
        }
    }

    private static void WriteSettings(Stream stream, TokenizerModel model, int maxSequenceLength)
    {
        var end = Text(model, model.EndOfTextId);
        using var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        writer.WriteStartObject();
        writer.WriteBoolean("add_prefix_space", false);
        writer.WriteString("bos_token", end);
        writer.WriteBoolean("clean_up_tokenization_spaces", false);
        writer.WriteString("eos_token", end);
        writer.WriteNumber("model_max_length", maxSequenceLength);
        writer.WriteString("tokenizer_class", "GPT2Tokenizer");
        writer.WriteString("unk_token", end);
        writer.WriteEndObject();
    }

    private static string Text(TokenizerModel model, int id) => model.SpecialIds.AsSpan().BinarySearch(id) >= 0
        ? Encoding.UTF8.GetString(model.Tokens[id])
        : ByteAlphabet.ToText(model.Tokens[id]);
}
