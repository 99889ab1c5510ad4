using Microsoft.Extensions.Hosting;

namespace Lts.Coordinator.Fleet;

/// <summary>Looks after leases and silent agents at intervals.</summary>
internal sealed class FleetMonitor(DeviceRegistry registry, FleetOptions options, TimeProvider time) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.CheckInterval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                registry.Check(options.LeaseTimeout);
            }
        }
        catch (OperationCanceledException)
        {
            // The program stops.
        }
    }
}
