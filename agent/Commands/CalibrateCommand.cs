using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Lts.Agent.Measurement;
using Lts.Hosting;
using Lts.Onnx.Weights;

namespace Lts.Agent.Commands;

/// <summary><c>lts-agent calibrate</c>: measures the reference anew. Latencies from before cannot be compared with later ones.</summary>
internal static class CalibrateCommand
{
    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var json = new Option<bool>("--json") { Description = "Print JSON." };
        var command = new Command(
            "calibrate", "Measure the reference graph anew. Latencies from before cannot be compared with later ones.") { json };
        var options = AgentOptions.AddTo(command);
        command.SetAction((arguments, cancellationToken) => RunAsync(
            options.Inference(arguments), options.DataFolder(arguments), arguments.GetValue(json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        Inference.InferenceSettings inference, string dataFolder, bool json, CancellationToken cancellationToken)
    {
        var time = TimeProvider.System;
        var facts = await DeviceSurvey.MakeAsync(inference, dataFolder, time, cancellationToken);
        using var measurer = new CandidateMeasurer(new MeasurerOptions { DataFolder = dataFolder, Inference = inference }, facts, time);
        var before = measurer.Calibration.Find(WeightPool.DefaultSeed);
        var after = await measurer.Calibration.MeasureAsync(WeightPool.DefaultSeed, cancellationToken);
        if (json)
        {
            await Console.Out.WriteLineAsync(JsonSerializer.Serialize(CalibrationJson.Of(after, before), AgentJsonContext.Default.CalibrationJson));
            return ExitCode.Success;
        }

        var change = before is null ? "" : string.Create(CultureInfo.InvariantCulture, $" (was {before.ReferenceMs:F3} ms)");
        await Console.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"The reference takes {after.ReferenceMs:F3} ms{change}, from {after.Runs} runs."));
        return ExitCode.Success;
    }
}
