using System.CommandLine;
using System.Text.Json;
using Lts.Hosting;
using Lts.Onnx.Emission;
using Lts.Trainer.Export;
using Lts.Trainer.Models.Folders;

namespace Lts.Trainer.Commands;

/// <summary><c>lts-trainer export</c>: a trained model as one ONNX file.</summary>
internal static class ExportCommand
{
    public static Command Create()
    {
        var model = ModelArgument.Create();
        var output = new Option<FileInfo>("--output", "-o") { Description = "The ONNX file.", HelpName = "file", Required = true };
        var past = new Option<bool>("--past") { Description = "With keys and values of earlier tokens as inputs and outputs, for generation." };
        var sequence = new Option<int?>("--sequence") { Description = "A fixed number of tokens; any number when left out." };
        var int8 = new Option<bool>("--int8") { Description = "Matrices in 8-bit integers, inputs quantised in every run: a quarter of the size." };
        var json = new Option<bool>("--json") { Description = "Print JSON." };
        var command = new Command("export", "Write a trained model as an ONNX file with its weights.") { model, output, past, sequence, int8, json };
        command.SetAction(arguments => Run(
            arguments.GetValue(model)!, arguments.GetValue(output)!.FullName,
            new GraphOptions
            {
                WithPast = arguments.GetValue(past),
                SequenceLength = arguments.GetValue(sequence),
                Weights = arguments.GetValue(int8) ? WeightFormat.EightBit : WeightFormat.Floating,
            },
            arguments.GetValue(json)));
        return command;
    }

    private static int Run(string path, string output, GraphOptions options, bool json)
    {
        using var model = ModelFolder.Open(path);
        var bytes = OnnxExport.Write(model, options, output);
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(
                new ExportJson(output, model.Architecture.Id, bytes, options.WithPast), TrainerJsonContext.Default.ExportJson));
        }
        else
        {
            Console.WriteLine($"Wrote {output} ({bytes} bytes) of architecture {model.Architecture.Id}.");
        }

        return ExitCode.Success;
    }
}
