using Lts.Coordinator.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Lts.Coordinator.Studies;

/// <summary>
/// Deletes the studies that are not kept any longer, at the start and daily, and removes the rows of deleted ones: also of those whose
/// removal was interrupted by the end of the program.
/// </summary>
internal sealed class StudyCleaner(
    StudyManager studies, IStore store, Retention retention, TimeProvider time, ILogger<StudyCleaner> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromDays(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                long seen = studies.Deletions.Version;
                await DeleteExpiredAsync(stoppingToken);
                await StorageRetry.UntilStoredAsync(() => PurgeAsync(stoppingToken), time, stoppingToken);
                using var day = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
                await Task.WhenAny(Task.Delay(Interval, time, day.Token), studies.Deletions.WaitAsync(seen, day.Token));
                await day.CancelAsync();
                stoppingToken.ThrowIfCancellationRequested();
            }
        }
        catch (OperationCanceledException)
        {
            // The program stops; what is left is removed after its next start.
        }
    }

    private async Task DeleteExpiredAsync(CancellationToken cancellationToken)
    {
        if (retention.KeepsAll)
        {
            return;
        }

        foreach (var (study, reason) in retention.Expired(studies.List("").Select(entry => entry.Study), time.GetUtcNow()).ToList())
        {
            try
            {
                await studies.DeleteAsync(study.Id, reason, cancellationToken);
            }
            catch (Exception e) when (e is StudyNotFoundException or StudyStateException or StorageException)
            {
                // Gone, or taken up again, or the disk is full: the next round decides anew.
                logger.StudyNotDeleted(study.Spec.Name, e.Message);
            }
        }
    }

    private async Task PurgeAsync(CancellationToken cancellationToken)
    {
        while (await store.PurgeAsync())
        {
            cancellationToken.ThrowIfCancellationRequested();
        }
    }
}
