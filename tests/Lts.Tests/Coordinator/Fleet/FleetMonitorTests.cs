using Lts.Coordinator.Fleet;
using Lts.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace Lts.Tests.Coordinator.Fleet;

/// <summary>The monitor tells an agent's absence from its own.</summary>
public sealed class FleetMonitorTests : FleetTests
{
    [Fact]
    public async Task StalledDisk_TakesNoLease_AndAgentsHaveTheirTimeAfterwards()
    {
        Dispatcher.Enqueue([FleetSamples.Job(FleetSamples.Target(), 0)]);
        TakeLease(await ConnectAsync("a"));
        using var monitor = await StartAsync();

        Store.CurrentWrite = Options.LeaseTimeout;
        await PassAsync(2 * Options.LeaseTimeout);
        Assert.Equal(1, HeldNow());

        Store.CurrentWrite = TimeSpan.Zero;
        await PassAsync(Options.LeaseTimeout);
        Assert.Equal(1, HeldNow());
        await PassAsync(Options.ReconnectGrace);
        await Eventually.TrueAsync("the lease is taken", () => HeldNow() == 0, TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task SilenceWithoutAReasonOfOurs_TakesTheLeaseInTime()
    {
        Dispatcher.Enqueue([FleetSamples.Job(FleetSamples.Target(), 0)]);
        TakeLease(await ConnectAsync("a"));
        using var monitor = await StartAsync();

        await PassAsync(Options.LeaseTimeout - TimeSpan.FromSeconds(2));
        Assert.Equal(1, HeldNow());
        await PassAsync(TimeSpan.FromSeconds(4));
        await Eventually.TrueAsync("the lease is taken", () => HeldNow() == 0, TimeSpan.FromSeconds(30));
    }

    private int HeldNow()
    {
        lock (State.Gate)
        {
            return State.Leases.All.Count;
        }
    }

    private async Task<FleetMonitor> StartAsync()
    {
        var monitor = new FleetMonitor(Registry, Store, Options, Clock, NullLogger<FleetMonitor>.Instance);
        await monitor.StartAsync(CancellationToken.None);
        await Eventually.TrueAsync("the monitor's timer", () => Clock.PendingTimers == 1, TimeSpan.FromSeconds(30));
        return monitor;
    }

    /// <summary>Lets time pass second by second, and the monitor look at each.</summary>
    private async Task PassAsync(TimeSpan span)
    {
        for (int second = 0; second < span.TotalSeconds; second++)
        {
            int before = Store.Looks;
            Clock.Advance(TimeSpan.FromSeconds(1));
            await Eventually.TrueAsync("a look", () => Store.Looks > before, TimeSpan.FromSeconds(30));
        }
    }
}
