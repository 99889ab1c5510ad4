using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Lts.Hosting;
using Lts.Trainer.Data.Tokenization;
using Lts.Trainer.Export;
using Lts.Trainer.Models.Folders;

namespace Lts.Trainer.Commands;

/// <summary><c>lts-trainer import</c>: a GPT-2 from elsewhere as a model folder of ours.</summary>
internal static class ImportCommand
{
    /// <summary>Creates the verb with its options and what it does.</summary>
    public static Command Create()
    {
        var model = new Argument<string>("folder") { Description = "A folder of Hugging Face's GPT-2 or Archai's gpt2-flex, with model.safetensors." };
        var output = new Option<DirectoryInfo>("--output", "-o") { Description = "The model folder to write.", HelpName = "folder", Required = true };
        var tokenizer = TokenizerOption.CreateForModel();
        var json = new Option<bool>("--json") { Description = "Print JSON." };
        var command = new Command("import", "Check a GPT-2 from elsewhere and write it as a model folder of ours, with float32 weights.")
        {
            model, output, tokenizer, json,
        };
        command.SetAction(arguments =>
        {
            using var folder = ModelFolder.Open(arguments.GetValue(model)!);
            var words = arguments.GetValue(tokenizer) is { } name ? TokenizerFile.LoadNamed(name) : folder.Tokenizer;
            var target = arguments.GetValue(output)!.FullName;
            FolderImport.Write(folder, words, target);
            Print(new ImportJson(target, folder.Architecture.Id, folder.Architecture.Parameters.Total, words is not null), arguments.GetValue(json));
            return ExitCode.Success;
        });
        return command;
    }

    private static void Print(ImportJson result, bool json)
    {
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(result, TrainerJsonContext.Default.ImportJson));
            return;
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Wrote {result.Path}: {result.ArchitectureId}, {result.TotalParameters:N0} parameters, {(result.HasTokenizer ? "with its tokenizer" : "without a tokenizer")}."));
        if (!result.HasTokenizer)
        {
            Console.Error.WriteLine("Without a tokenizer, eval and generate will ask for --tokenizer.");
        }
    }
}
