using System.Globalization;
using System.Text.RegularExpressions;
using Grpc.Core;
using Lts.Protos.V1;
using Lts.Tests.EndToEnd.Faults.Harness;
using Lts.Tests.Trainer.Service;

namespace Lts.Tests.EndToEnd.Faults.Lanes;

/// <summary>What happens to a trainer and its runs. Each must end as one that nothing happened to: bit by bit.</summary>
internal sealed partial class TrainerFaults(FaultContext context, int seed, ServedTrainer trainer) : FaultLane(
    context, seed, TimeSpan.FromSeconds(8), (Fault.KillChild, 3), (Fault.PauseChild, 1), (Fault.Kill, 2), (Fault.Pause, 1))
{
    private const int Steps = 1500;
    private const int StepsBetweenCheckpoints = 20;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(0.5);

    /// <summary>Trains without any fault, then the same again and again until told to stop.</summary>
    /// <param name="begun">Completes when faults may begin.</param>
    /// <param name="noMore">The last run comes to its end.</param>
    public async Task TrainAsync(TaskCompletionSource begun, CancellationToken noMore)
    {
        var (whole, curve) = await EndOfAsync("whole");
        begun.SetResult();
        for (int i = 0; i == 0 || !noMore.IsCancellationRequested; i++)
        {
            var (job, again) = await EndOfAsync($"run-{i}");
            bool isSame = job.State == JobState.Completed && job.Result.ValidationLoss.Equals(whole.Result.ValidationLoss)
                && curve.Select(WithoutClocks).SequenceEqual(again.Select(WithoutClocks));
            Context.Figures.CountResult("trainings compared", 1);
            Context.Figures.CountViolations(
                "trainings with another result",
                isSame ? [] : [$"{job.Id} is {job.State} after {job.StartCount} starts: {job.FailureMessage} {job.Result?.ValidationLoss} {whole.Result.ValidationLoss}"]);
        }
    }

    /// <inheritdoc/>
    protected override async Task DoAsync(Fault fault, CancellationToken cancellationToken)
    {
        switch (fault)
        {
            case Fault.Kill:
                await trainer.KillAsync();
                await trainer.StartAgainAsync();
                Context.Figures.CountFault("trainer killed with -9");
                break;
            case Fault.Pause:
                await PauseAsync(trainer.ProcessId, "trainer stopped, for seconds up to minutes", cancellationToken);
                break;
            case Fault.KillChild when ChildProcess() is { } child && Posix.Kill(child):
                Context.Figures.CountFault("training run killed with -9");
                break;
            case Fault.PauseChild when ChildProcess() is { } child:
                await PauseAsync(child, "training run stopped, for seconds up to minutes", cancellationToken);
                break;
        }
    }

    private async Task PauseAsync(int process, string what, CancellationToken cancellationToken)
    {
        Posix.Stop(process);
        await Task.Delay(NextPause(), TimeProvider.System, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Posix.Continue(process);
        Context.Figures.CountFault(what);
    }

    /// <summary>Asks until the job has ended; the trainer may be gone at any time.</summary>
    private async Task<(Job Job, IReadOnlyList<TrainingProgress> Curve)> EndOfAsync(string id)
    {
        while (true)
        {
            try
            {
                await trainer.SubmitAsync(id, ServedTrainer.Tiny(Steps, StepsBetweenCheckpoints));
                if ((await trainer.GetAsync(id)).State is JobState.Completed or JobState.Failed or JobState.Cancelled)
                {
                    return await trainer.WatchAsync(id);
                }
            }
            catch (RpcException e) when (e.StatusCode is StatusCode.Unavailable or StatusCode.Cancelled or StatusCode.Internal)
            {
                // It was killed.
            }

            await Task.Delay(Interval, TimeProvider.System);
        }
    }

    /// <summary>The process that the trainer started last, if it may still run.</summary>
    private int? ChildProcess() => StartedProcess().Matches(trainer.Output) is { Count: > 0 } started
        && int.Parse(started[^1].Groups[1].Value, CultureInfo.InvariantCulture) is var process && IsTrainer(process) ? process : null;

    // Its number may be another's by now.
    private static bool IsTrainer(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/cmdline").Contains("lts-trainer", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static TrainingProgress WithoutClocks(TrainingProgress line) => new(line) { ElapsedS = 0, TokensPerSecond = 0 };

    [GeneratedRegex(@"trains on .*process ([0-9]+)")]
    private static partial Regex StartedProcess();
}
