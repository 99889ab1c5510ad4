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
    /// <summary>Creates the verb with its options and what it does.</summary>
    public static Command Create()
    {
        var model = ModelArgument.CreateFolder();
        var output = new Option<FileInfo>("--output", "-o") { Description = "The ONNX file.", HelpName = "file", Required = true };
        var past = new Option<bool>("--past") { Description = "Take and give keys and values of earlier tokens, for generation." };
        var sequence = new Option<int?>("--sequence") { Description = "Fix the number of tokens; eval and generate cannot run such a file. Default: any number." };
        var int8 = new Option<bool>("--int8") { Description = "Store matrices as 8-bit integers and quantise their inputs in every run; the file is a quarter of the size." };
        var reduced = new Option<bool>("--reduce-range") { Description = "With --int8: use 7 bits, for x86 processors without VNNI." };
        var last = new Option<bool>("--last") { Description = "Give the logits of the last position only, which is enough for generation; eval cannot run such a file." };
        var opset = new Option<int>("--opset")
        {
            Description = $"Version of ONNX's operators, {GraphOptions.MinOpset} to {GraphOptions.MaxOpset}.",
            DefaultValueFactory = _ => GraphOptions.MinOpset,
        };
        var json = new Option<bool>("--json") { Description = "Print JSON." };
        var command = new Command("export", "Write a trained model as an ONNX file with its weights.")
        {
            model, output, past, sequence, int8, reduced, last, opset, json,
        };
        command.Validators.Add(arguments =>
        {
            if (arguments.GetValue(reduced) && !arguments.GetValue(int8))
            {
                arguments.AddError("--reduce-range needs --int8.");
            }
        });
        command.SetAction(arguments => Run(
            arguments.GetValue(model)!, arguments.GetValue(output)!.FullName,
            new ExportSettings
            {
                WithPast = arguments.GetValue(past),
                SequenceLength = arguments.GetValue(sequence),
                Weights = !arguments.GetValue(int8) ? WeightFormat.Floating : arguments.GetValue(reduced) ? WeightFormat.SevenBit : WeightFormat.EightBit,
                Logits = arguments.GetValue(last) ? LogitsScope.Last : LogitsScope.All,
                Opset = arguments.GetValue(opset),
            },
            arguments.GetValue(json)));
        return command;
    }

    private static int Run(string path, string output, ExportSettings settings, bool json)
    {
        using var model = ModelFolder.Open(path);
        var file = OnnxExport.Write(model, settings, output);
        Console.WriteLine(json
            ? JsonSerializer.Serialize(
                new ModelExportJson(output, model.Architecture.Id, file.Bytes, settings.WithPast, file.Sha256), TrainerJsonContext.Default.ModelExportJson)
            : $"Wrote {output} ({file.Bytes} bytes) of architecture {model.Architecture.Id}.");
        return ExitCode.Success;
    }
}
