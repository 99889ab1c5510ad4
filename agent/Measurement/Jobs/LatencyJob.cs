using System.Diagnostics;
using Lts.Agent.Inference;
using Lts.Agent.Measurement.Protocol;
using Lts.Agent.Measurement.Rules;
using Microsoft.ML.OnnxRuntime;

namespace Lts.Agent.Measurement.Jobs;

/// <summary>Runs rounds of the candidate and the reference until the rule says stop. It decides nothing itself.</summary>
internal static class LatencyJob
{
    /// <summary>Loads both, warms up, and runs rounds until the rule says stop.</summary>
    /// <param name="request">Names the candidate, the reference and the plan.</param>
    /// <param name="sessions">Creates their sessions.</param>
    /// <param name="timeLeft">How long the job may take, loading included.</param>
    /// <param name="output">Gets the rounds and at last a <see cref="LatencyMessage"/>.</param>
    public static void Run(ChildRequest request, SessionFactory sessions, TimeSpan timeLeft, ChildOutput output)
    {
        var start = Stopwatch.GetTimestamp();
        using var reference = LoadReference(request.Reference!, sessions);
        using var candidate = sessions.Load(request.Candidate!);
        var created = Stopwatch.GetElapsedTime(start);
        output.Write(new SessionMessage(created.TotalMilliseconds));

        var plan = request.Plan;
        var rule = new StoppingRule(plan.MinRounds, plan.MaxRounds, plan.RelativeMargin, timeLeft - created);
        start = Stopwatch.GetTimestamp();
        for (var i = 0; i < plan.WarmupRuns; i++)
        {
            candidate.Run();
            reference.Run();
        }

        var end = RunRounds(candidate.Run, reference.Run, rule, new RoundLog(output), start);
        output.Write(new LatencyMessage(end, Stopwatch.GetElapsedTime(start).TotalMilliseconds));
    }

    /// <summary>The loop whose times are reported: two runs, three readings of the clock, one decision.</summary>
    /// <param name="candidate">One inference of the candidate.</param>
    /// <param name="reference">One inference of the reference.</param>
    /// <param name="rule">When to stop.</param>
    /// <param name="log">Receives the samples.</param>
    /// <param name="start">Timestamp from which the rule's time limit counts.</param>
    internal static StopDecision RunRounds(Action candidate, Action reference, StoppingRule rule, RoundLog log, long start)
    {
        var longest = TimeSpan.Zero;
        StopDecision decision;
        do
        {
            var before = Stopwatch.GetTimestamp();
            candidate();
            var between = Stopwatch.GetTimestamp();
            reference();
            var after = Stopwatch.GetTimestamp();

            log.Add(
                Stopwatch.GetElapsedTime(before, between).TotalMilliseconds, Stopwatch.GetElapsedTime(between, after).TotalMilliseconds);
            var round = Stopwatch.GetElapsedTime(before, after);
            longest = round > longest ? round : longest;
            decision = rule.Decide(log.Ratios, Stopwatch.GetElapsedTime(start), longest);
        }
        while (decision == StopDecision.Continue);

        log.Flush();
        return decision;
    }

    // If the reference does not load, the device is at fault, not the candidate.
    private static LoadedGraph LoadReference(GraphFile reference, SessionFactory sessions)
    {
        try
        {
            return sessions.Load(reference);
        }
        catch (OnnxRuntimeException e)
        {
            throw new ProviderUnavailableException($"ONNX Runtime refuses the reference graph: {e.Message.Trim()}", e);
        }
    }
}
