using Lts.Domain.Candidates;

namespace Lts.Coordinator.Fleet;

/// <summary>
/// Who holds what, and until when. Pure bookkeeping: the time (by the <see cref="Uptime"/>) comes in as an argument. Guarded by
/// <see cref="FleetState.Gate"/>.
/// </summary>
/// <param name="timeout">How long a lease lives without being renewed.</param>
internal sealed class LeaseBook(TimeSpan timeout)
{
    private readonly Dictionary<AttemptId, Lease> _leases = [];
    private readonly Dictionary<CandidateKey, Lease> _byCandidate = [];
    private readonly Dictionary<string, HashSet<Lease>> _byDevice = new(StringComparer.Ordinal);

    /// <summary>Every lease.</summary>
    public IReadOnlyCollection<Lease> All => _leases.Values;

    /// <summary>Writes down a lease; it lives for the timeout.</summary>
    /// <param name="lease">The lease; nobody else holds its candidate.</param>
    /// <param name="now">The moment, by the <see cref="Uptime"/>.</param>
    public void Add(Lease lease, TimeSpan now)
    {
        lease.GrantTime = now;
        lease.ExpireTime = now + timeout;
        _leases.Add(lease.Attempt, lease);
        _byCandidate.Add(lease.Attempt.Candidate, lease);
        if (!_byDevice.TryGetValue(lease.DeviceName, out var held))
        {
            _byDevice.Add(lease.DeviceName, held = []);
        }

        held.Add(lease);
    }

    /// <summary>Strikes a lease out.</summary>
    /// <returns>Whether it was there.</returns>
    public bool Remove(AttemptId attempt)
    {
        if (!_leases.Remove(attempt, out var lease))
        {
            return false;
        }

        _byCandidate.Remove(attempt.Candidate);
        var held = _byDevice[lease.DeviceName];
        held.Remove(lease);
        if (held.Count == 0)
        {
            _byDevice.Remove(lease.DeviceName);
        }

        return true;
    }

    /// <summary>The lease of an attempt, if it is held.</summary>
    public Lease? Find(AttemptId attempt) => _leases.GetValueOrDefault(attempt);

    /// <summary>The lease of a candidate, if anybody holds it; never more than one does.</summary>
    public Lease? Find(CandidateKey candidate) => _byCandidate.GetValueOrDefault(candidate);

    /// <summary>The lease of an attempt, if it is this device that holds it.</summary>
    public Lease? Find(AttemptId attempt, string deviceName) =>
        Find(attempt) is { } lease && lease.DeviceName == deviceName ? lease : null;

    /// <summary>What a device holds.</summary>
    public IReadOnlyCollection<Lease> HeldBy(string deviceName) =>
        _byDevice.TryGetValue(deviceName, out var held) ? held : Array.Empty<Lease>();

    /// <summary>Number of leases that a device holds.</summary>
    public int CountOf(string deviceName) => _byDevice.TryGetValue(deviceName, out var held) ? held.Count : 0;

    /// <summary>Makes a device's lease live for the timeout from now; leases of others are left alone.</summary>
    public void Renew(AttemptId attempt, string deviceName, TimeSpan now)
    {
        if (Find(attempt, deviceName) is { } lease)
        {
            Extend(lease, now + timeout);
        }
    }

    /// <summary>Lets every lease live at least until a time, and puts its ceiling off by a time that does not count.</summary>
    /// <param name="until">When those that nobody renews are taken back.</param>
    /// <param name="absence">For how long nobody could have been heard.</param>
    public void ExtendAll(TimeSpan until, TimeSpan absence)
    {
        foreach (var lease in _leases.Values)
        {
            lease.Ceiling = Max(lease.Ceiling == TimeSpan.MaxValue ? lease.Ceiling : lease.Ceiling + absence, until);
            Extend(lease, until);
        }
    }

    /// <summary>Leases whose time has come.</summary>
    public List<Lease> ExpiredAt(TimeSpan now) => [.. _leases.Values.Where(lease => lease.ExpireTime <= now)];

    private static void Extend(Lease lease, TimeSpan until) => lease.ExpireTime = Max(lease.ExpireTime, until);

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
