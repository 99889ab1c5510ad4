using System.CommandLine;
using Lts.Hosting;
using Lts.Trainer.Models.Folders;

namespace Lts.Trainer.Commands;

/// <summary><c>lts-trainer import</c>: a GPT-2 from elsewhere as a model folder of ours.</summary>
internal static class ImportCommand
{
    public static Command Create()
    {
        var model = new Argument<string>("folder") { Description = "A folder of Hugging Face's GPT-2 or Archai's gpt2-flex, with model.safetensors." };
        var output = new Option<DirectoryInfo>("--output", "-o") { Description = "The model folder to write.", HelpName = "folder", Required = true };
        var command = new Command("import", "Check a GPT-2 from elsewhere and write it as a model folder of ours.") { model, output };
        command.SetAction(arguments =>
        {
            using var folder = ModelFolder.Open(arguments.GetValue(model)!);
            var target = arguments.GetValue(output)!.FullName;
            ModelFolderWriter.Write(target, folder.Architecture, folder.Weights, folder.Tokenizer);
            Console.WriteLine($"Wrote {target}: {folder.Architecture.Id}, {(folder.Tokenizer is null ? "no tokenizer" : "with its tokenizer")}.");
            return ExitCode.Success;
        });
        return command;
    }
}
