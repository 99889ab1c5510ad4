using Lts.Coordinator.Storage;

namespace Lts.Coordinator.Studies;

/// <summary>For writes that a study cannot go on without: waits for the disk to have room again.</summary>
internal static class StorageRetry
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <summary>Writes, again and again until it succeeds. The store logs each failure.</summary>
    /// <exception cref="OperationCanceledException">Nothing is to follow from the write, which may have been done.</exception>
    public static async Task UntilStoredAsync(Func<Task> write, TimeProvider time, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await write();
                cancellationToken.ThrowIfCancellationRequested();
                return;
            }
            catch (StorageException)
            {
                await Task.Delay(Pause, time, cancellationToken);
            }
        }
    }
}
