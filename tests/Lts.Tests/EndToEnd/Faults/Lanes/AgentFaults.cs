using System.Diagnostics;
using Lts.Tests.EndToEnd.Faults.Harness;

namespace Lts.Tests.EndToEnd.Faults.Lanes;

/// <summary>What happens to simulated agents, each a process with its own data directory.</summary>
internal sealed class AgentFaults(FaultContext context, int seed, IReadOnlyList<Victim> agents) : FaultLane(
    context, seed, TimeSpan.FromSeconds(3), (Fault.Kill, 8), (Fault.Pause, 1), (Fault.Clock, 2), (Fault.Disk, 1))
{
    /// <inheritdoc/>
    protected override async Task DoAsync(Fault fault, CancellationToken cancellationToken)
    {
        var agent = agents[Random.Next(agents.Count)];
        if (agent.HasExited)
        {
            Context.Figures.CountViolations("programs that ended by themselves", [$"{agent.Name}: {agent.Output}"]);
            await agent.StartAsync();
        }

        switch (fault)
        {
            case Fault.Kill:
                await KillAsync(agent, "agent killed with -9");
                break;
            case Fault.Pause:
                await agent.PauseAsync(NextPause(), cancellationToken);
                Context.Figures.CountFault("agent stopped for longer than a lease lives, up to minutes");
                break;
            case Fault.Clock when Context.Site.HasClocks:
                agent.SetClock(NextClock());
                Context.Figures.CountFault("agent's clock set by an hour or two");
                break;
            case Fault.Disk:
                await FillDiskAsync(agent, cancellationToken);
                break;
        }
    }

    private async Task FillDiskAsync(Victim agent, CancellationToken cancellationToken)
    {
        var filling = agent.FillDiskAsync(Between(2, 6), cancellationToken);
        if (Random.Next(2) == 0)
        {
            await WaitAsync(TimeSpan.Zero, TimeSpan.FromSeconds(2), cancellationToken);
            await KillAsync(agent, "agent killed with -9 while its disk was full");
        }

        await filling;
        Context.Figures.CountFault("agent's disk full");
    }

    private async Task KillAsync(Victim agent, string what)
    {
        await agent.KillAsync();
        Context.Evidence.AddMarkOf(agent.DataDirectory);
        Context.Figures.CountFault(what);
        await WaitAsync(TimeSpan.Zero, TimeSpan.FromSeconds(1), CancellationToken.None);
        long start = Stopwatch.GetTimestamp();
        await Context.Site.StartAgentAsync(agent, _ => Context.Figures.CountFault("agent that had to be started once more, its disk being full"));
        Context.Figures.AddRecovery("agent: killed, until it is online, whatever the coordinator is doing", Stopwatch.GetElapsedTime(start));
    }
}
