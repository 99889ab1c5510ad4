using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Lts.Hosting;
using Lts.Hosting.CommandLine;
using Lts.Trainer.Data;
using Lts.Trainer.Data.Tokenization;

namespace Lts.Trainer.Commands;

/// <summary><c>lts-trainer tokenizer</c>: learns one from text, and shows what one is.</summary>
internal static class TokenizerCommand
{
    private const int DefaultVocabulary = 16_384;

    /// <summary>Creates the verb with its options and what it does.</summary>
    public static Command Create() => new("tokenizer", "Learn a byte-level BPE from text, or show one.") { Train(), Show() };

    private static Command Train()
    {
        var sources = new Argument<string[]>("sources") { Description = "Files (text, .jsonl, .gz) and folders.", Arity = ArgumentArity.OneOrMore };
        var size = new Option<int>("--vocabulary")
        {
            Description = "Number of ids: 256 bytes, the merges, and the end of a text.",
            DefaultValueFactory = _ => DefaultVocabulary,
        };
        var output = new Option<string>("--output") { Description = "The file to write.", DefaultValueFactory = _ => TokenizerFile.FileName };
        var field = TextFieldOption();
        var invalid = InvalidTextOption.Create();
        var threads = ThreadsOption();
        var command = new Command("train", "Learn a tokenizer from text; writes Hugging Face's tokenizer.json.") { sources, size, output, field, invalid, threads };
        command.SetAction(async (arguments, cancellationToken) =>
        {
            using var display = PreparationDisplay.ForStandardError();
            var options = new DataOptions
            {
                Sources = [.. arguments.GetValue(sources)!],
                TextField = arguments.GetValue(field)!,
                InvalidText = InvalidTextOption.Get(arguments, invalid),
                TrainVocabularySize = arguments.GetValue(size),
                Threads = arguments.GetValue(threads),
            };
            var tokenizer = await Task.Run(() => TokenizerTraining.Train(options, display, cancellationToken), cancellationToken);
            TokenizerFile.Save(tokenizer, arguments.GetValue(output)!);
            display.Dispose();
            var fewer = tokenizer.VocabularySize < arguments.GetValue(size) ? ", fewer than asked for, because no other pair occurs twice in this text" : "";
            await Console.Out.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"{arguments.GetValue(output)}: {tokenizer.VocabularySize} ids{fewer}"));
            return ExitCode.Success;
        });
        return command;
    }

    private static Command Show()
    {
        var tokenizer = new Argument<string>("tokenizer") { Description = "\"gpt2\", a tokenizer.json, or a folder that holds one." };
        var json = new Option<bool>("--json") { Description = "Print JSON." };
        var command = new Command("show", "Show a tokenizer's size, special tokens, longest tokens and hash.") { tokenizer, json };
        command.SetAction(arguments =>
        {
            var shown = TokenizerFile.LoadNamed(arguments.GetValue(tokenizer)!);
            if (arguments.GetValue(json))
            {
                WriteJson(shown);
            }
            else
            {
                WriteText(shown);
            }

            return ExitCode.Success;
        });
        return command;
    }

    /// <summary>The option <c>--text-field</c> of verbs that read JSONL; <c>text</c> unless another is given.</summary>
    internal static Option<string> TextFieldOption() => new("--text-field")
    {
        Description = "The field of a JSONL line that holds the text.",
        DefaultValueFactory = _ => "text",
    };

    /// <summary>The option <c>--threads</c> of verbs that prepare text, from 1 to 1024; one thread per core unless it is given.</summary>
    internal static Option<int> ThreadsOption()
    {
        const int most = 1024;
        var threads = new Option<int>("--threads")
        {
            Description = "Number of threads; the result does not depend on it.",
            DefaultValueFactory = _ => Environment.ProcessorCount,
        };
        threads.Validators.Add(result =>
        {
            if (OptionValue.TryGet<int>(result, out var value) && value is < 1 or > most)
            {
                result.AddError($"--threads must be from 1 to {most}.");
            }
        });
        return threads;
    }

    private static void WriteText(ByteLevelTokenizer tokenizer)
    {
        const int longest = 8;
        var tokens = tokenizer.Model.Tokens;
        Console.WriteLine($"ids        {tokenizer.VocabularySize}");
        Console.WriteLine($"merges     {tokenizer.Model.Merges.Length}");
        Console.WriteLine($"special    {string.Join(", ", tokenizer.Model.SpecialIds.Select(id => $"{id} {Encoding.UTF8.GetString(tokens[id])}"))}");
        Console.WriteLine($"longest    {string.Join(", ", tokens.OrderByDescending(token => token.Length).Take(longest).Select(ByteText))}");
        Console.WriteLine($"sha256     {tokenizer.Sha256}");
    }

    private static string ByteText(byte[] token) => $"\"{ByteAlphabet.ToText(token)}\"";

    private static void WriteJson(ByteLevelTokenizer tokenizer)
    {
        using var output = Console.OpenStandardOutput();
        using (var writer = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true }))
        {
            writer.WriteStartObject();
            writer.WriteNumber("vocabulary_size", tokenizer.VocabularySize);
            writer.WriteNumber("merges", tokenizer.Model.Merges.Length);
            writer.WriteNumber("end_of_text_id", tokenizer.EndOfTextId);
            writer.WriteStartArray("special_ids");
            foreach (var id in tokenizer.Model.SpecialIds)
            {
                writer.WriteNumberValue(id);
            }

            writer.WriteEndArray();
            writer.WriteString("sha256", tokenizer.Sha256);
            writer.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }
}
