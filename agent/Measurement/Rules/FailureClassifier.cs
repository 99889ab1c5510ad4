using System.Globalization;
using Lts.Domain.Measurements;

namespace Lts.Agent.Measurement.Rules;

/// <summary>Names the way in which a measuring process failed, from what can be seen from outside.</summary>
internal static class FailureClassifier
{
    private const double MebibyteBytes = 1 << 20;
    private const int SignalBase = 128;
    private const int Sigkill = 9;

    /// <summary>How allocators say no: C++'s, ONNX Runtime's arena, CUDA's, .NET's.</summary>
    private static readonly string[] MemoryWords =
        ["bad_alloc", "Failed to allocate memory", "out of memory", "OutOfMemoryException", "Available memory of"];

    /// <summary>Names a failure; for a process that gave no answer.</summary>
    public static MeasurementFailure Classify(ChildEnd end)
    {
        var (kind, message) = Decide(end);
        return new MeasurementFailure { Kind = kind, Message = message, ExitCode = end.ExitCode };
    }

    private static (FailureKind Kind, string Message) Decide(ChildEnd end)
    {
        switch (end.Killed)
        {
            case KillReason.MemoryLimit:
                return (FailureKind.OutOfMemory, string.Create(
                    CultureInfo.InvariantCulture,
                    $"Used {Mib(end.PeakSeenBytes)} MiB while {end.Doing}; the limit is {Mib(end.MemoryLimitBytes)} MiB."));
            case KillReason.TimeLimit:
                return (FailureKind.TimedOut, string.Create(
                    CultureInfo.InvariantCulture, $"Still {end.Doing} at the time limit of {end.TimeLimit.TotalSeconds:0.#} s."));
        }

        if (end.Reported is { } reported)
        {
            var kind = reported.Kind == FailureKind.RejectedByRuntime && MentionsMemory(reported.Message)
                ? FailureKind.OutOfMemory : reported.Kind;
            return (kind, reported.Message);
        }

        if (end.ExitCode == SignalBase + Sigkill && end.MemoryKillsSeen == false)
        {
            return (FailureKind.Crashed, $"The measuring process was killed from outside while {end.Doing}, but not by the system for lack of memory.");
        }

        if (end.ExitCode == SignalBase + Sigkill)
        {
            return (FailureKind.OutOfMemory, string.Create(
                CultureInfo.InvariantCulture,
                $"Killed from outside while {end.Doing}, with {Mib(end.PeakSeenBytes)} MiB in use: most likely by the system, which had run out of memory."));
        }

        if (MentionsMemory(end.ErrorTail))
        {
            return (FailureKind.OutOfMemory, $"Ran out of memory while {end.Doing}: {end.ErrorTail}");
        }

        var how = end.ExitCode > SignalBase ? $"died of {SignalName(end.ExitCode - SignalBase)}"
            : string.Create(CultureInfo.InvariantCulture, $"ended with exit code {end.ExitCode} and no answer");
        var words = end.ErrorTail.Length > 0 ? $" Its last words: {end.ErrorTail}" : "";
        return (FailureKind.Crashed, $"The measuring process {how} while {end.Doing}.{words}");
    }

    private static bool MentionsMemory(string text) => MemoryWords.Any(w => text.Contains(w, StringComparison.OrdinalIgnoreCase));

    private static long Mib(long bytes) => (long)Math.Round(bytes / MebibyteBytes);

    private static string SignalName(int signal) => signal switch
    {
        4 => "SIGILL (an instruction that this CPU lacks)",
        6 => "SIGABRT",
        7 => "SIGBUS",
        8 => "SIGFPE",
        11 => "SIGSEGV",
        15 => "SIGTERM",
        _ => string.Create(CultureInfo.InvariantCulture, $"signal {signal}"),
    };
}
