using Lts.Protos.V1;
using Lts.Tests.Coordinator.Support;
using Lts.Tests.EndToEnd.Faults.Harness;

namespace Lts.Tests.EndToEnd.Faults.Mischief;

/// <summary>Answers, returns, holds and confesses attempts that others were given, by guessing their ids.</summary>
internal sealed class Guesser(Random random) : IMischief
{
    private const int Guesses = 50;

    /// <inheritdoc/>
    public string Name => "fifty attempts of others answered, returned and confessed by guessed ids";

    /// <inheritdoc/>
    public async Task DoAsync(FaultSite site, FaultFigures figures, CancellationToken cancellationToken)
    {
        var studies = await FaultSite.AskAsync(options => site.Studies.ListStudiesAsync(new ListStudiesRequest(), options).ResponseAsync);
        var register = SimulatedAgent.Registration("guesser");
        register.TellsInterruptions = true;
        string[] guesses = [.. studies.Studies.Where(s => s.State == StudyState.Running).SelectMany(study => Enumerable.Range(0, Guesses).Select(_ => Guess(study)))];
        register.HeldAttemptIds.Add(guesses.Take(Guesses));
        register.InterruptedAttemptIds.Add(guesses.Take(Guesses));
        await using var agent = await SimulatedAgent.ConnectAsync(site.Address, register);
        foreach (string guess in guesses)
        {
            var result = new Result { AttemptId = guess, Measurement = new Measurement { Latency = new Latency { LatencyMs = 0.0001 }, Memory = new Memory { PeakBytes = 2 << 20 } } };
            await agent.SendAsync(new AgentMessage { Progress = new Progress { AttemptId = guess, Phase = MeasurementPhase.Latency } });
            await agent.SendAsync(new AgentMessage { Result = result });
            await agent.SendAsync(new AgentMessage { Result = new Result { AttemptId = guess, Failure = new Failure { Kind = FailureKind.OutOfMemory, Message = "It cannot be." } } });
            await agent.SendAsync(new AgentMessage { LeaseReturned = new LeaseReturned { AttemptId = guess } });
        }

        await agent.HeartbeatAsync(guesses);
        await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, cancellationToken);
    }

    private string Guess(Study study)
    {
        int target = random.Next(study.Targets.Count);
        int index = random.Next(Math.Max(1, study.Targets[target].ProposedCount));
        string attempt = $"{study.Id}.{target}.{index}.{random.Next(1, 3)}";
        return random.Next(2) == 0 ? attempt : $"{attempt}.{random.NextInt64():x16}";
    }
}
