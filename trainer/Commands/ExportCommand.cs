using System.CommandLine;
using System.Globalization;
using Lts.Hosting;
using Lts.Onnx.Emission;
using Lts.Trainer.Export;
using Lts.Trainer.Models.Folders;

namespace Lts.Trainer.Commands;

/// <summary><c>lts-trainer export</c>: a trained model as an ONNX file.</summary>
internal static class ExportCommand
{
    public static Command Create()
    {
        var model = new Argument<string>("model") { Description = "A model folder, or a run's folder." };
        var output = new Option<FileInfo>("--output", "-o") { Description = "The ONNX file to write.", Required = true };
        var past = new Option<bool>("--past") { Description = "With a key/value cache: past_key_0, … in, present_key_0, … out." };
        var int8 = new Option<bool>("--int8") { Description = "Matrices as 8-bit integers, inputs quantised in every run: a quarter of the size." };
        var reduced = new Option<bool>("--reduce-range") { Description = "With --int8: 7 bits, for x86 processors without VNNI." };
        var last = new Option<bool>("--last") { Description = "Logits of the last position only, as generation needs; such a file cannot be evaluated." };
        var opset = new Option<int>("--opset") { Description = "Version of ONNX's operators.", DefaultValueFactory = _ => GraphOptions.MinOpset };
        var json = new Option<bool>("--json") { Description = "Print JSON." };
        var command = new Command("export", "Write a trained model as one ONNX file, for `lts-agent measure`, `eval`, `generate` and any runtime.")
            { model, output, past, int8, reduced, last, opset, json };
        command.Validators.Add(arguments =>
        {
            if (arguments.GetValue(reduced) && !arguments.GetValue(int8))
            {
                arguments.AddError("--reduce-range goes with --int8.");
            }
        });
        command.SetAction(arguments =>
        {
            using var folder = ModelFolder.Open(arguments.GetValue(model)!);
            var settings = new ExportSettings
            {
                WithPast = arguments.GetValue(past),
                Weights = !arguments.GetValue(int8) ? WeightFormat.Floating : arguments.GetValue(reduced) ? WeightFormat.SevenBit : WeightFormat.EightBit,
                Logits = arguments.GetValue(last) ? LogitsScope.Last : LogitsScope.All,
                Opset = arguments.GetValue(opset),
            };
            Print(OnnxExport.Write(folder, settings, arguments.GetValue(output)!.FullName), folder, arguments.GetValue(json));
            return ExitCode.Success;
        });
        return command;
    }

    private static void Print(ExportedFile file, ModelFolder folder, bool json)
    {
        if (!json)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{file.Path}: {file.Bytes / (double)(1 << 20):0.0} MiB, {folder.Architecture.Id}, sha256 {file.Sha256}"));
            return;
        }

        JsonOutput.Write(writer =>
        {
            writer.WriteString("path", file.Path);
            writer.WriteNumber("bytes", file.Bytes);
            writer.WriteString("sha256", file.Sha256);
            writer.WriteString("architecture_id", folder.Architecture.Id);
        });
    }
}
