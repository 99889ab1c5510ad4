using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Lts.Hosting;
using Lts.Trainer.Data;
using Lts.Trainer.Data.Shards;

namespace Lts.Trainer.Commands;

/// <summary><c>lts-trainer data</c>: prepares token shards, and shows what a folder holds.</summary>
internal static class DataCommand
{
    /// <summary>Creates the verb with its options and what it does.</summary>
    public static Command Create() => new("data", "Turn texts into token shards to train on, or show such a folder.") { Prepare(), Show() };

    private static Command Prepare()
    {
        var defaults = new DataOptions { Sources = [] };
        var sources = new Argument<string[]>("sources") { Description = "Files (text, .jsonl, .gz) and folders.", Arity = ArgumentArity.OneOrMore };
        var output = new Option<string>("--output") { Description = "The folder to create.", Required = true };
        var tokenizer = TokenizerOption.Create();
        var learn = new Option<int?>("--train-vocabulary") { Description = "Learn a tokenizer with this many ids from the text, instead of --tokenizer." };
        var fraction = new Option<double>("--validation-fraction")
        {
            Description = "Share of the text that is held out, to measure perplexity on.",
            DefaultValueFactory = _ => defaults.ValidationFraction,
        };
        var field = TokenizerCommand.TextFieldOption();
        var invalid = InvalidTextOption.Create();
        var threads = TokenizerCommand.ThreadsOption();
        var json = new Option<bool>("--json") { Description = "Print the manifest." };
        var command = new Command("prepare", "Encode texts into memory-mapped token shards with a manifest.")
        {
            sources, output, tokenizer, learn, fraction, field, invalid, threads, json,
        };
        command.SetAction(async (arguments, cancellationToken) =>
        {
            using var display = PreparationDisplay.ForStandardError();
            var options = new DataOptions
            {
                Sources = [.. arguments.GetValue(sources)!],
                TextField = arguments.GetValue(field)!,
                InvalidText = InvalidTextOption.Get(arguments, invalid),
                ValidationFraction = arguments.GetValue(fraction),
                Tokenizer = arguments.GetValue(tokenizer)!,
                TrainVocabularySize = arguments.GetValue(learn),
                Threads = arguments.GetValue(threads),
            };
            var folder = arguments.GetValue(output)!;
            var manifest = await Preparation.PrepareAsync(options, folder, display, cancellationToken);
            display.Dispose();
            Write(folder, manifest, arguments.GetValue(json));
            return ExitCode.Success;
        });
        return command;
    }

    private static Command Show()
    {
        var folder = new Argument<string>("folder") { Description = "A folder that `data prepare` or a training run has written." };
        var verify = new Option<bool>("--verify") { Description = "Read every shard and check its hash." };
        var json = new Option<bool>("--json") { Description = "Print the manifest." };
        var command = new Command("show", "Show what a folder of token shards holds; --verify reads all of it.") { folder, verify, json };
        command.SetAction((arguments, cancellationToken) =>
        {
            using var data = TokenDataset.Open(arguments.GetValue(folder)!);
            if (arguments.GetValue(verify))
            {
                ShardVerification.Verify(data, cancellationToken);
            }

            Write(data.Folder, data.Manifest, arguments.GetValue(json));
            return Task.FromResult(ExitCode.Success);
        });
        return command;
    }

    private static void Write(string folder, DataManifest manifest, bool json)
    {
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(manifest, DataJsonContext.Default.DataManifest));
            return;
        }

        Console.WriteLine($"{folder}: {manifest.VocabularySize} ids, {manifest.BytesPerToken} bytes each");
        foreach (var (name, split) in new[] { ("learnt", manifest.Train), ("held out", manifest.Validation) })
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  {name,-8} {split.Tokens,15:N0} tokens {split.Words,15:N0} words {split.Bytes,17:N0} bytes, {split.Bytes / (double)split.Tokens:F2} per token"));
        }

        Console.WriteLine($"  text      {manifest.CorpusSha256}\n  tokenizer {manifest.TokenizerSha256}");
    }
}
