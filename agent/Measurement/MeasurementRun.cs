using System.Globalization;
using Lts.Agent.Inference;
using Lts.Agent.Measurement.Processes;
using Lts.Agent.Measurement.Protocol;
using Lts.Agent.Measurement.Rules;
using Lts.Domain.Measurements;

namespace Lts.Agent.Measurement;

/// <summary>
/// One candidate's two processes. Both start at once to save time, but the second only loads ONNX Runtime and then waits: while memory is
/// measured nothing else runs.
/// </summary>
internal sealed class MeasurementRun(
    MeasurerOptions options, MeasurementPlan plan, ContextRecorder context, IProgress<MeasurementProgress>? progress, TimeProvider time)
{
    private readonly List<MetricValue> _further = [];

    /// <summary>Measures memory, then latency.</summary>
    /// <param name="candidate">The candidate's graph on disk.</param>
    /// <param name="reference">The reference graph on disk.</param>
    /// <param name="referenceMs">Its calibrated latency in milliseconds.</param>
    /// <param name="memoryLimitBytes">What each process may use.</param>
    /// <param name="cancellationToken">Kills both.</param>
    public async Task<MeasurementOutcome> RunAsync(
        GraphFile candidate, GraphFile reference, double referenceMs, long memoryLimitBytes, CancellationToken cancellationToken)
    {
        var limits = ChildLimits.FromNow(plan.TimeLimit, memoryLimitBytes, time);
        var request = new ChildRequest
        {
            Job = ChildJob.Memory,
            Inference = options.Inference,
            Candidate = candidate,
            Reference = reference,
            Plan = plan,
        };
        await using var memoryChild = await StartAsync(request, MeasurementPhase.Memory, limits);
        await memoryChild.GoAsync();
        await using var latencyChild = await StartAsync(request with { Job = ChildJob.Latency }, MeasurementPhase.Latency, limits);
        await using var cancellation = cancellationToken.Register(() =>
        {
            memoryChild.Kill(KillReason.Cancelled);
            latencyChild.Kill(KillReason.Cancelled);
        });

        progress?.Report(new MeasurementProgress(MeasurementPhase.Memory, 0));
        var memory = await ReadMemoryAsync(memoryChild);
        if (memory is null)
        {
            return await FailAsync(memoryChild, cancellationToken);
        }

        await latencyChild.GoAsync();
        return await MeasureLatencyAsync(latencyChild, memory, referenceMs, cancellationToken);
    }

    private async Task<ChildProcess> StartAsync(ChildRequest request, MeasurementPhase phase, ChildLimits limits)
    {
        var child = await ChildProcess.StartAsync(request, limits, time);
        options.ChildStarted?.Invoke(phase, child.Id);
        return child;
    }

    private async Task<MemoryStatistics?> ReadMemoryAsync(ChildProcess child)
    {
        while (await child.ReadAsync() is { } message)
        {
            Follow(child, message, "running it to measure memory");
            if (message is MemoryMessage answer)
            {
                context.RunMs += answer.RunMs;
                _further.AddRange(answer.Values ?? []);
                return answer.Memory;
            }
        }

        return null;
    }

    private async Task<MeasurementOutcome> MeasureLatencyAsync(
        ChildProcess child, MemoryStatistics memory, double referenceMs, CancellationToken cancellationToken)
    {
        var candidateMs = new List<double>();
        var baselineMs = new List<double>();
        var end = StopDecision.Continue;
        progress?.Report(new MeasurementProgress(MeasurementPhase.Latency, 0));
        while (end == StopDecision.Continue && await child.ReadAsync() is { } message)
        {
            Follow(child, message, "running it to measure latency");
            switch (message)
            {
                case RoundsMessage rounds:
                    candidateMs.AddRange(rounds.CandidateMs);
                    baselineMs.AddRange(rounds.ReferenceMs);
                    progress?.Report(new MeasurementProgress(MeasurementPhase.Latency, candidateMs.Count));
                    break;
                case LatencyMessage answer:
                    context.RunMs += answer.RunMs;
                    _further.AddRange(answer.Values ?? []);
                    end = answer.End;
                    break;
            }
        }

        if (end == StopDecision.Continue)
        {
            var failure = await FailAsync(child, cancellationToken);
            if (failure.Kind != FailureKind.TimedOut || candidateMs.Count < VerdictRule.FewestUsableRounds)
            {
                return failure;
            }

            end = StopDecision.TimeExhausted;
            context.RunMs += candidateMs.Sum() + baselineMs.Sum();
        }

        return candidateMs.Count < VerdictRule.FewestUsableRounds ? TooFewRounds(candidateMs.Count)
            : Conclude(memory, candidateMs.ToArray(), baselineMs.ToArray(), referenceMs, end);
    }

    private CandidateMeasurement Conclude(
        MemoryStatistics memory, double[] candidateMs, double[] baselineMs, double referenceMs, StopDecision end) => new()
        {
            Latency = LatencyEstimator.Estimate(candidateMs, baselineMs, referenceMs),
            Memory = memory,
            Verdict = VerdictRule.Of(end, ThrottleDetector.SlowedDown(candidateMs, baselineMs)),
            Further = [.. _further],
        };

    private void Follow(ChildProcess child, ChildMessage message, string next)
    {
        switch (message)
        {
            case ReadyMessage:
                child.Doing = "creating the session";
                break;
            case SessionMessage created:
                child.Doing = next;
                context.SessionCreateMs += created.CreateMs;
                break;
        }
    }

    private MeasurementFailure TooFewRounds(int rounds) => new()
    {
        Kind = FailureKind.TimedOut,
        Message = string.Create(
            CultureInfo.InvariantCulture, $"Only {rounds} rounds fitted into the time limit of {plan.TimeLimit.TotalSeconds:0.#} s."),
    };

    private static async Task<MeasurementFailure> FailAsync(ChildProcess child, CancellationToken cancellationToken)
    {
        var end = await child.EndAsync();
        cancellationToken.ThrowIfCancellationRequested();
        return FailureClassifier.Classify(end);
    }
}
