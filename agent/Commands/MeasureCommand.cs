using System.CommandLine;
using Lts.Agent.Measurement;
using Lts.Domain;
using Lts.Domain.Measurements;
using Lts.Hosting;
using Lts.Hosting.Terminals;
using Lts.Onnx.Inspection;

namespace Lts.Agent.Commands;

/// <summary><c>lts-agent measure</c>: one ONNX file, by the same code that measures a study's candidates.</summary>
internal static class MeasureCommand
{
    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var model = new Argument<FileInfo>("model") { Description = "The ONNX file; its weights are in it, or in the shared weight pool." };
        var json = new Option<bool>("--json") { Description = "Print JSON, raw samples included." };
        var command = new Command("measure", "Measure an ONNX file's latency and peak memory on this device.") { model, json };
        var plan = PlanOptions.AddTo(command);
        var options = AgentOptions.AddTo(command);
        command.SetAction((arguments, cancellationToken) => RunAsync(
            arguments.GetValue(model)!, plan.Plan(arguments),
            new MeasurerOptions
            {
                DataFolder = options.DataFolder(arguments),
                Inference = options.Inference(arguments),
                StorageErrorsThrow = true,
            },
            arguments.GetValue(json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        FileInfo model, MeasurementPlan plan, MeasurerOptions options, bool json, CancellationToken cancellationToken)
    {
        var graph = Read(model);
        RequireGraph(model, graph);
        var time = TimeProvider.System;
        var facts = await DeviceSurvey.MakeAsync(options.Inference, options.DataFolder, time, cancellationToken);
        using var measurer = new CandidateMeasurer(options, facts, time);
        using var progress = new ProgressLine(Console.IsErrorRedirected ? null : StatusLine.OnStandardError(), plan.MaxRounds);
        var outcome = await measurer.MeasureAsync(graph, plan, progress, cancellationToken);
        progress.Dispose();
        if (json)
        {
            await Console.Out.WriteLineAsync(OutcomeOutput.ToJson(outcome));
        }
        else
        {
            MeasurementTable.Write(model.Name, outcome);
        }

        if (outcome is MeasurementFailure { Kind: FailureKind.RejectedByRuntime })
        {
            await Console.Error.WriteLineAsync(
                $"It was run with {plan.SequenceLength} tokens. If it takes fewer, say how many with --sequence-length.");
        }

        return outcome is CandidateMeasurement ? ExitCode.Success : ExitCode.Incomplete;
    }

    // Before the device is calibrated, which takes seconds and helps nobody.
    private static void RequireGraph(FileInfo model, byte[] graph)
    {
        try
        {
            GraphInspector.Inspect(graph);
        }
        catch (InvalidGraphException e)
        {
            var what = graph.Length == 0 ? "It is empty." : Printable.Of(e.Message, Limits.MessageLength);
            throw new UserErrorException(
                $"{model.FullName} is not an ONNX model that can be measured: {what} Write it again, for example with `lts export` or `lts-trainer export`.",
                ExitCode.Usage, e);
        }
    }

    private static byte[] Read(FileInfo model)
    {
        try
        {
            return File.ReadAllBytes(model.FullName);
        }
        catch (Exception e) when (DurableFile.IsDiskFault(e))
        {
            throw UnreadableFile.Explain(model.FullName, e);
        }
    }
}
