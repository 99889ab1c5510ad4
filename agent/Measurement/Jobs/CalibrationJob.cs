using System.Diagnostics;
using Lts.Agent.Inference;
using Lts.Agent.Measurement.Protocol;

namespace Lts.Agent.Measurement.Jobs;

/// <summary>Runs the reference alone.</summary>
internal static class CalibrationJob
{
    private const int FewestRuns = 50;
    private const int MostRuns = 2000;

    /// <summary>Long enough to meet a quiet moment on a shared machine.</summary>
    private static readonly TimeSpan Span = TimeSpan.FromSeconds(4);

    /// <summary>Warms up, runs for some seconds and reports the times.</summary>
    /// <param name="request">Names the reference and the warm-up.</param>
    /// <param name="sessions">Creates its session.</param>
    /// <param name="timeLeft">How long the job may take.</param>
    /// <param name="output">Gets a <see cref="CalibrationMessage"/>.</param>
    public static void Run(ChildRequest request, SessionFactory sessions, TimeSpan timeLeft, ChildOutput output)
    {
        using var reference = sessions.Load(request.Reference!);
        for (var i = 0; i < request.Plan.WarmupRuns; i++)
        {
            reference.Run();
        }

        var samples = new List<double>(MostRuns);
        var start = Stopwatch.GetTimestamp();
        var elapsed = TimeSpan.Zero;
        while (samples.Count < MostRuns && elapsed < timeLeft && (samples.Count < FewestRuns || elapsed < Span))
        {
            var before = Stopwatch.GetTimestamp();
            reference.Run();
            samples.Add(Stopwatch.GetElapsedTime(before).TotalMilliseconds);
            elapsed = Stopwatch.GetElapsedTime(start);
        }

        output.Write(new CalibrationMessage([.. samples]));
    }
}
