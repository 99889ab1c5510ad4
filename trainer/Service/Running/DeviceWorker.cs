using Lts.Trainer.Service.Jobs;
using Microsoft.Extensions.Logging;

namespace Lts.Trainer.Service.Running;

/// <summary>Gives a device one job after the other.</summary>
internal sealed class DeviceWorker(string device, JobStore store, JobRunner runner, TimeProvider time, ILogger logger) : IDisposable
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _news = new(0);
    private readonly Lock _gate = new();
    private (string Id, CancellationTokenSource Stop)? _current;

    /// <summary>Says that there may be a job to take.</summary>
    public void Wake() => _news.Release();

    /// <summary>Stops a job if it is the one that has the device; its state has been changed before.</summary>
    public void Stop(string id)
    {
        lock (_gate)
        {
            if (_current is { } current && current.Id == id)
            {
                current.Stop.Cancel();
            }
        }
    }

    /// <summary>Works until stopped; the job of the device is then stopped with a checkpoint and goes on at the next start.</summary>
    public async Task WorkAsync(CancellationToken stop)
    {
        try
        {
            while (!stop.IsCancellationRequested)
            {
                if (NextJob.For(device, store.All) is { } next)
                {
                    await WorkAsync(next.Id, stop);
                }
                else
                {
                    await _news.WaitAsync(stop);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The service ends.
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _news.Dispose();

    private async Task WorkAsync(string id, CancellationToken stop)
    {
        using var own = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Take((id, own));
        try
        {
            // Somebody may have cancelled it since it was chosen: from here on Stop finds it.
            var job = store.Change(id, job => job.State == JobState.Queued ? job with { State = JobState.Running } : job);
            if (job.State == JobState.Running)
            {
                await runner.RunAsync(id, own.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // Cancelled, or the service ends.
        }
        catch (JobNotWrittenException e)
        {
            // Not the job's fault, and no state could be kept: the device waits until the disk takes files again.
            logger.TriesLater(id, RetryDelay.TotalSeconds, e.Message);
            await Task.Delay(RetryDelay, time, stop);
        }
        finally
        {
            Take(null);
        }
    }

    private void Take((string Id, CancellationTokenSource Stop)? current)
    {
        lock (_gate)
        {
            _current = current;
        }
    }
}
