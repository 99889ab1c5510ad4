using Lts.Coordinator.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Lts.Coordinator.Fleet;

/// <summary>
/// Looks after leases and silent agents at intervals. When this program itself was held up (stopped, starved, its disk stalled), agents could
/// not be heard; that is not their fault, and they get the time to be.
/// </summary>
internal sealed class FleetMonitor(
    DeviceRegistry registry, IStore store, FleetOptions options, TimeProvider time, ILogger<FleetMonitor> logger) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.CheckInterval, time);
        var last = time.GetUptime();
        bool wasStalled = false;
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                var now = time.GetUptime();
                var (gap, wait) = (now - last, store.CurrentWrite);
                last = now;
                bool isStalled = wait > options.LongestAbsence;
                if (gap > options.CheckInterval + options.LongestAbsence)
                {
                    logger.Forgiven("The coordinator was held up", gap.TotalSeconds);
                    registry.Forgive(gap);
                }
                else if (isStalled)
                {
                    if (!wasStalled)
                    {
                        logger.Forgiven("The disk has not answered", wait.TotalSeconds);
                    }

                    registry.Forgive(gap);
                }

                wasStalled = isStalled;
                registry.Check();
            }
        }
        catch (OperationCanceledException)
        {
            // The program stops.
        }
    }
}
