using Lts.Tests.EndToEnd.Faults.Harness;

namespace Lts.Tests.EndToEnd.Faults.Lanes;

/// <summary>What happens to the agent that really measures, and to its measuring processes.</summary>
internal sealed class MeasuringFaults(FaultContext context, int seed) : FaultLane(
    context, seed, TimeSpan.FromSeconds(5), (Fault.KillChild, 4), (Fault.PauseChild, 1), (Fault.Kill, 2), (Fault.Pause, 1), (Fault.Clock, 2), (Fault.Disk, 1))
{
    private Victim Agent => Context.Site.MeasuringAgent;

    /// <inheritdoc/>
    protected override async Task DoAsync(Fault fault, CancellationToken cancellationToken)
    {
        if (Agent.HasExited)
        {
            Context.Figures.CountViolations("programs that ended by themselves", [$"{Agent.Name}: {Agent.Output}"]);
            await Agent.StartAsync();
        }

        switch (fault)
        {
            case Fault.KillChild:
                await ToAChildAsync(child =>
                {
                    Context.Evidence.AddMeasuringDeath();
                    Posix.Kill(child);
                    return Task.CompletedTask;
                }, "measuring process killed with -9", cancellationToken);
                break;
            case Fault.PauseChild:
                await ToAChildAsync(async child =>
                {
                    Posix.Stop(child);
                    await Task.Delay(NextPause(), TimeProvider.System, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                    Posix.Continue(child);
                }, "measuring process stopped, for seconds up to minutes", cancellationToken);
                break;
            case Fault.Kill:
                Context.Evidence.AddMeasuringDeath();
                await Agent.KillAsync();
                Context.Figures.CountFault("measuring agent killed with -9");
                await Context.Site.StartAgentAsync(Agent, _ => Context.Figures.CountFault("agent that had to be started once more, its disk being full"));
                break;
            case Fault.Pause:
                await Agent.PauseAsync(NextPause(), cancellationToken);
                Context.Figures.CountFault("measuring agent stopped for longer than a lease lives, up to minutes");
                break;
            case Fault.Clock when Context.Site.HasClocks:
                Agent.SetClock(NextClock());
                Context.Figures.CountFault("measuring agent's clock set by an hour or two");
                break;
            case Fault.Disk:
                await Agent.FillDiskAsync(Between(2, 6), cancellationToken);
                Context.Figures.CountFault("measuring agent's disk full");
                break;
        }
    }

    private async Task ToAChildAsync(Func<int, Task> act, string what, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested && !Agent.HasExited)
        {
            if (ChildrenOf(Agent.Id) is { Length: > 0 } children)
            {
                await act(children[Random.Next(children.Length)]);
                Context.Figures.CountFault(what);
                return;
            }

            await WaitAsync(TimeSpan.Zero, TimeSpan.FromMilliseconds(20), CancellationToken.None);
        }
    }

    private static int[] ChildrenOf(int process)
    {
        try
        {
            return
            [
                .. Directory.EnumerateDirectories($"/proc/{process}/task")
                    .SelectMany(task => File.ReadAllText(Path.Combine(task, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))
                    .Select(int.Parse),
            ];
        }
        catch (IOException)
        {
            return []; // A thread or the process has just ended.
        }
    }
}
