namespace Lts.Coordinator.Studies;

/// <summary>
/// Numbers the changes of a study, and wakes those who wait for one. Nobody is sent every change: a slow watcher finds the latest state
/// when it looks again.
/// </summary>
internal sealed class ChangeSignal
{
    private readonly Lock _gate = new();
    private TaskCompletionSource? _waiting;
    private long _version;

    /// <summary>The last number given.</summary>
    public long Version => Interlocked.Read(ref _version);

    /// <summary>Numbers a change.</summary>
    public long Next()
    {
        TaskCompletionSource? waiting;
        long version;
        lock (_gate)
        {
            version = ++_version;
            waiting = _waiting;
            _waiting = null;
        }

        waiting?.SetResult();
        return version;
    }

    /// <summary>Waits until there is a change after the one that was seen.</summary>
    public Task WaitAsync(long seen, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_version > seen)
            {
                return Task.CompletedTask;
            }

            _waiting ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _waiting.Task.WaitAsync(cancellationToken);
        }
    }
}
