namespace Lts.Coordinator.Fleet;

/// <summary>
/// Candidates that wait for a device of one class: by priority of the study, then its age, then order of proposal; checks last of all. Pure; guarded by
/// <see cref="FleetState.Gate"/>.
/// </summary>
internal sealed class LeaseQueue
{
    private static readonly Comparer<LeaseJob> ByIndex = Comparer<LeaseJob>.Create((a, b) => a.Key.Index.CompareTo(b.Key.Index));

    private readonly SortedDictionary<LeaseTarget, SortedSet<LeaseJob>> _targets = new(Comparer<LeaseTarget>.Create(CompareTargets));

    /// <summary>Number of waiting candidates.</summary>
    public int Count => _targets.Values.Sum(jobs => jobs.Count);

    /// <summary>Adds a candidate; does nothing when it waits already.</summary>
    public void Add(LeaseJob job)
    {
        if (!_targets.TryGetValue(job.Target, out var jobs))
        {
            _targets.Add(job.Target, jobs = new SortedSet<LeaseJob>(ByIndex));
        }

        jobs.Add(job);
    }

    /// <summary>Takes the first candidate that a device may have.</summary>
    /// <param name="accepts">Whether the device may take leases of a target.</param>
    /// <param name="avoids">Whether the candidate had better go to another device.</param>
    /// <returns><see langword="null"/> when there is none.</returns>
    public LeaseJob? Take(Func<LeaseTarget, bool> accepts, Func<LeaseJob, bool> avoids)
    {
        foreach (var (target, jobs) in _targets)
        {
            if (accepts(target) && jobs.FirstOrDefault(job => !avoids(job)) is { } found)
            {
                Remove(found);
                return found;
            }
        }

        return null;
    }

    /// <summary>Takes a candidate out.</summary>
    /// <returns>Whether it was waiting.</returns>
    public bool Remove(LeaseJob job)
    {
        if (!_targets.TryGetValue(job.Target, out var jobs) || !jobs.Remove(job))
        {
            return false;
        }

        if (jobs.Count == 0)
        {
            _targets.Remove(job.Target);
        }

        return true;
    }

    private static int CompareTargets(LeaseTarget a, LeaseTarget b)
    {
        int order = (a.Kind == LeaseKind.Check).CompareTo(b.Kind == LeaseKind.Check);
        order = order != 0 ? order : b.Priority.CompareTo(a.Priority);
        order = order != 0 ? order : a.CreateTime.CompareTo(b.CreateTime);
        order = order != 0 ? order : string.CompareOrdinal(a.StudyId, b.StudyId);
        order = order != 0 ? order : a.Ordinal.CompareTo(b.Ordinal);
        return order != 0 ? order : a.Kind.CompareTo(b.Kind);
    }
}
