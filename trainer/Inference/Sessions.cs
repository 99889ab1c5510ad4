using System.Runtime.InteropServices;
using Lts.Hosting;
using Microsoft.ML.OnnxRuntime;

namespace Lts.Trainer.Inference;

/// <summary>Sets ONNX Runtime up.</summary>
internal static class Sessions
{
    static Sessions() => OnnxRuntimeTelemetry.SwitchOff();

    /// <summary>Creates a session.</summary>
    /// <param name="name">What is loaded, for messages.</param>
    /// <param name="threads">Threads of one run; 0 leaves it to ONNX Runtime.</param>
    /// <param name="create">Creates it from options.</param>
    /// <exception cref="UserErrorException">The runtime is not there, or refuses the graph.</exception>
    public static InferenceSession Create(string name, int threads, Func<SessionOptions, InferenceSession> create)
    {
        try
        {
            using var options = new SessionOptions
            {
                IntraOpNumThreads = threads,
                InterOpNumThreads = 1,
                GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
                LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, // errors come as exceptions; once is enough
            };
            return create(options);
        }
        catch (Exception e) when (e is DllNotFoundException or TypeInitializationException or BadImageFormatException)
        {
            throw new UserErrorException(
                $"ONNX Runtime's native library does not load on {RuntimeInformation.RuntimeIdentifier}: {(e.InnerException ?? e).Message}",
                ExitCode.Failure, e);
        }
        catch (OnnxRuntimeException e)
        {
            throw new UserErrorException($"ONNX Runtime refuses {name}: {Printable(e.Message)}", ExitCode.Usage, e);
        }
    }

    /// <summary>Names in a stranger's graph are in the message: no sequence of theirs may reach a terminal.</summary>
    public static string Printable(string message) => string.Concat(message.Trim().Select(c => char.IsControl(c) ? ' ' : c));
}
