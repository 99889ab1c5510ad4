using System.CommandLine;
using System.Globalization;
using Lts.Domain.Architectures;
using Lts.Hosting;
using Lts.Trainer.Data.Tokenization;
using Lts.Trainer.Export;
using Lts.Trainer.Models.Folders;

namespace Lts.Trainer.Commands;

/// <summary><c>lts-trainer import</c>: a GPT-2 from elsewhere as a model folder of ours.</summary>
internal static class ImportCommand
{
    public static Command Create()
    {
        var source = new Argument<string>("folder") { Description = "A folder of Hugging Face's GPT-2, or of Archai's gpt2-flex: config.json, model.safetensors, tokenizer." };
        var output = new Option<string>("--output", "-o") { Description = "The model folder to write.", Required = true };
        var tokenizer = ModelTokenizer.CreateOption();
        var json = new Option<bool>("--json") { Description = "Print the architecture as JSON." };
        var command = new Command("import", "Check a GPT-2 from elsewhere and write it as a model folder, weights as float32.") { source, output, tokenizer, json };
        command.SetAction(arguments =>
        {
            using var folder = ModelFolder.Open(arguments.GetValue(source)!);
            var named = arguments.GetValue(tokenizer) is { } name ? TokenizerFile.LoadNamed(name) : null;
            FolderImport.Write(folder, named, arguments.GetValue(output)!);
            Print(folder, arguments.GetValue(output)!, named is not null, arguments.GetValue(json));
            return ExitCode.Success;
        });
        return command;
    }

    private static void Print(ModelFolder folder, string output, bool hasTokenizer, bool json)
    {
        var architecture = folder.Architecture;
        if (json)
        {
            JsonOutput.Write(writer =>
            {
                writer.WriteString("path", Path.GetFullPath(output));
                writer.WriteString("architecture_id", architecture.Id);
                writer.WritePropertyName("architecture");
                ArchitectureJson.Write(writer, architecture);
            });
            return;
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{output}: {architecture.Id}, {architecture.LayerCount} layers of {architecture.HiddenSize}, {architecture.Parameters.Total:N0} parameters"));
        if (!hasTokenizer && folder.Tokenizer is null)
        {
            Console.Error.WriteLine($"{folder.FullName} holds no tokenizer: `eval` and `generate` will ask for --tokenizer.");
        }
    }
}
