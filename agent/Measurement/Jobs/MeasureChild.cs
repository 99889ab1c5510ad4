using Lts.Agent.Inference;
using Lts.Agent.Measurement.Protocol;
using Lts.Domain.Measurements;
using Microsoft.ML.OnnxRuntime;

namespace Lts.Agent.Measurement.Jobs;

/// <summary>The program as a measuring process: one request in, one answer out.</summary>
internal static class MeasureChild
{
    private const int Done = 0;
    private const int ReportedFailure = 3;

    /// <summary>Reads a request, does its job and ends.</summary>
    /// <returns>The exit code: 0, or 3 after a failure that was reported.</returns>
    public static int Run()
    {
        ProcessSetup.FixAllocator();
        ProcessSetup.BindToParent();
        using var input = new ChildInput(Console.OpenStandardInput());
        var output = new ChildOutput(Console.OpenStandardOutput());
        var request = input.ReadRequest();
        try
        {
            var runtime = NativeRuntime.Load(request.Inference);
            // Only the job that asks for them pays for finding out which of them load.
            output.Write(new ReadyMessage(runtime.Version, request.Job == ChildJob.Describe
                ? ProviderLibraries.Usable(runtime.Providers, request.Inference)
                : runtime.Providers));
            Do(request, input.WaitForGo(), output);
            return Done;
        }
        catch (Exception e) when (FailureOf(e) is { } kind)
        {
            output.Write(new FailedMessage(kind, MessageOf(e, request)));
            return ReportedFailure;
        }
    }

    private static void Do(ChildRequest request, TimeSpan timeLeft, ChildOutput output)
    {
        var sessions = new SessionFactory(request.Inference);
        switch (request.Job)
        {
            case ChildJob.Describe: sessions.CheckProvider(); break;
            case ChildJob.Memory: MemoryJob.Run(request, sessions, output); break;
            case ChildJob.Latency: LatencyJob.Run(request, sessions, timeLeft, output); break;
            case ChildJob.Calibrate: CalibrationJob.Run(request, sessions, timeLeft, output); break;
            default: throw new InvalidOperationException($"Unknown job {request.Job}.");
        }
    }

    private static FailureKind? FailureOf(Exception exception) => exception switch
    {
        ProviderUnavailableException or IOException => FailureKind.DeviceError,
        OutOfMemoryException => FailureKind.OutOfMemory,
        OnnxRuntimeException => FailureKind.RejectedByRuntime,
        _ => null, // a defect of ours: it ends the process with its stack trace, which the agent reports as a crash
    };

    // The runtime names the file it was given, which means nothing to whoever sent the graph.
    private static string MessageOf(Exception exception, ChildRequest request)
    {
        // Names in a stranger's graph are in it: no sequence of theirs may reach a terminal.
        var message = string.Concat(exception.Message.Trim().Select(c => char.IsControl(c) ? ' ' : c));
        return request.Candidate is { } candidate ? message.Replace(candidate.Path, "the graph", StringComparison.Ordinal) : message;
    }
}
