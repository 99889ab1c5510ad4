using System.Threading.Channels;

namespace Lts.Agent.Connection;

/// <summary>
/// The leases an agent holds, in order of arrival: at most one runs, the others wait with their graphs prefetched. A lease is held from
/// <see cref="TryAdd"/> until <see cref="Release"/> or a removal; whoever removes it has also cancelled it.
/// </summary>
/// <param name="capacity">Leases held at a time.</param>
internal sealed class Inbox(int capacity)
{
    private readonly Lock _gate = new();
    private readonly List<HeldLease> _held = [];
    private readonly Channel<bool> _changed =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private HeldLease? _running;
    private bool _draining;
    private bool _closed;

    /// <summary>Attempts held, the running one among them.</summary>
    public IReadOnlyList<string> AttemptIds
    {
        get
        {
            lock (_gate)
            {
                return [.. _held.Select(l => l.AttemptId)];
            }
        }
    }

    /// <summary>Whether nothing new is taken until <see cref="UndoDrain"/>.</summary>
    public bool IsDraining
    {
        get
        {
            lock (_gate)
            {
                return _draining;
            }
        }
    }

    /// <summary>Whether this attempt is held.</summary>
    public bool Holds(string attemptId)
    {
        lock (_gate)
        {
            return _held.Exists(l => l.AttemptId == attemptId);
        }
    }

    /// <summary>Takes a lease in.</summary>
    /// <param name="make">Makes it; called only where there is room.</param>
    /// <returns><see langword="false"/> when it must be returned: the inbox is full, draining or closed.</returns>
    public bool TryAdd(Func<HeldLease> make)
    {
        lock (_gate)
        {
            if (_closed || _draining || _held.Count >= capacity)
            {
                return false;
            }

            _held.Add(make());
        }

        _changed.Writer.TryWrite(true);
        return true;
    }

    /// <summary>Waits for the oldest lease and marks it as running.</summary>
    public async Task<HeldLease> TakeAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            lock (_gate)
            {
                if (_held.Count > 0)
                {
                    return _running = _held[0];
                }
            }

            await _changed.Reader.ReadAsync(cancellationToken);
        }
    }

    /// <summary>Ends holding a lease that has its result.</summary>
    public void Release(HeldLease lease)
    {
        lock (_gate)
        {
            _held.Remove(lease);
            _running = _running == lease ? null : _running;
        }
    }

    /// <summary>Drops one lease, also a running one.</summary>
    /// <returns><see langword="false"/> when it was not held.</returns>
    public bool Remove(string attemptId) => RemoveWhere(l => l.AttemptId == attemptId).Count > 0;

    /// <summary>
    /// Drops the waiting leases and takes none until <see cref="UndoDrain"/>; the running one goes on. The coordinator says again on every
    /// connection whether it drains, so each begins with taking leases.
    /// </summary>
    /// <returns>The attempts dropped, for the coordinator.</returns>
    public IReadOnlyList<string> Drain()
    {
        lock (_gate)
        {
            _draining = true;
        }

        return RemoveWhere(l => l != _running);
    }

    /// <summary>Takes leases again.</summary>
    public void UndoDrain()
    {
        lock (_gate)
        {
            _draining = false;
        }
    }

    /// <summary>Drops everything and takes nothing any more.</summary>
    /// <returns>The attempts dropped, for the coordinator.</returns>
    public IReadOnlyList<string> Close()
    {
        lock (_gate)
        {
            _closed = true;
        }

        return RemoveWhere(_ => true);
    }

    private List<string> RemoveWhere(Predicate<HeldLease> match)
    {
        List<HeldLease> removed;
        lock (_gate)
        {
            removed = _held.FindAll(match);
            _held.RemoveAll(match);
            _running = _running is not null && removed.Contains(_running) ? null : _running;
        }

        // Outside the lock: what waits for the cancellation runs here.
        removed.ForEach(l => l.Drop());
        return removed.ConvertAll(l => l.AttemptId);
    }
}
