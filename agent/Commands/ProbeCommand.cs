using System.CommandLine;
using Lts.Agent.Measurement;
using Lts.Agent.Probe;
using Lts.Hosting;
using Lts.Onnx.Weights;

namespace Lts.Agent.Commands;

/// <summary><c>lts-agent probe</c>: what the agent knows of this device.</summary>
internal static class ProbeCommand
{
    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var json = new Option<bool>("--json") { Description = "Print JSON." };
        var command = new Command("probe", "Show what the agent knows about this device.") { json };
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
        var calibration = measurer.Calibration.Find(WeightPool.DefaultSeed);
        var state = DeviceReader.Current.ReadState();
        if (json)
        {
            ProbeOutput.WriteJson(Console.Out, facts, state, calibration);
        }
        else
        {
            ProbeOutput.WriteTable(facts, state, calibration);
        }

        return ExitCode.Success;
    }
}
