using System.Text.Json;
using Lts.Coordinator.Storage;
using Lts.Domain;
using Lts.Domain.Devices;
using Lts.Domain.Measurements;

namespace Lts.Coordinator.Fleet;

/// <summary>A device's mutable state. Guarded by <see cref="FleetState.Gate"/>.</summary>
internal sealed class DeviceState
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>The key of the agent that has the name.</summary>
    public required string Key { get; init; }

    /// <summary>Its class.</summary>
    public required string DeviceClass { get; set; }

    /// <summary>What its agent told when it last registered.</summary>
    public required DeviceProfile Profile { get; set; }

    /// <summary>When it first registered.</summary>
    public required DateTimeOffset FirstSeenTime { get; init; }

    /// <summary>When something was last heard of it, for people; nothing is decided by it.</summary>
    public required DateTimeOffset LastSeenTime { get; set; }

    /// <summary>When it counts as silent unless something is heard of it, by the <see cref="Uptime"/>.</summary>
    public TimeSpan SilentAt { get; set; }

    /// <summary>The attempt that it says it measures; empty for none, <see langword="null"/> when its agent does not say.</summary>
    public string? Running { get; private set; }

    /// <summary>Whether it says that it measures nothing.</summary>
    public bool IsIdle => Running is { Length: 0 };

    /// <summary>When it last made headway with what it holds, by the <see cref="Uptime"/>.</summary>
    public TimeSpan LastHeadway { get; set; }

    /// <summary>Candidates that it was measuring when it fell silent. Cleared when it comes back.</summary>
    public HashSet<LeaseJob> SuspectedOf { get; } = [];

    /// <summary>Its connection; <see langword="null"/> while it is offline.</summary>
    public DeviceSession? Session { get; set; }

    /// <summary>Whether somebody asked that it gets nothing new; outlives the connection.</summary>
    public bool Draining { get; set; }

    /// <summary>Whether an operator knows it. Otherwise it works only for studies that name it.</summary>
    public bool IsApproved { get; set; }

    /// <summary>Whether it has been on the disk.</summary>
    public bool IsSaved { get; set; }

    /// <summary>Writes of it that are under way.</summary>
    public int PendingSaves { get; set; }

    /// <summary>Whether it gets nothing new, for whatever reason.</summary>
    public bool IsDraining => Draining || Session is { DrainRequested: true };

    /// <summary>Device errors since the last attempt that went well.</summary>
    public int ErrorsInARow { get; private set; }

    /// <summary>It gets nothing new before, so that a broken device cannot fail a whole study in seconds. By the <see cref="Uptime"/>.</summary>
    public TimeSpan PausedUntil { get; private set; } = TimeSpan.MinValue;

    /// <summary>Why it is put aside; <see langword="null"/> when it is not.</summary>
    public Quarantine? Quarantine { get; set; }

    /// <summary>Results that another device confirmed.</summary>
    public long Confirmed { get; set; }

    /// <summary>How often it contradicted itself.</summary>
    public int Strikes { get; set; }

    /// <summary>What a new connection is told first, if it gets nothing new; <see langword="null"/> otherwise.</summary>
    public AgentCommand? Halt =>
        Quarantine is { } quarantine ? new AgentCommand.SetDrain(Undo: false, quarantine.Reason)
        : Draining ? new AgentCommand.SetDrain(Undo: false) : null;

    /// <summary>What it has done.</summary>
    public DeviceCounts Counts { get; private set; }

    /// <summary>What it is doing, when it holds a number of leases.</summary>
    public DeviceStatus Status(int heldLeases) =>
        Quarantine is not null ? DeviceStatus.Quarantined
        : Session is null ? DeviceStatus.Offline
        : !IsDraining ? DeviceStatus.Online
        : heldLeases > 0 ? DeviceStatus.Draining : DeviceStatus.Drained;

    /// <summary>Whether it may work for a study.</summary>
    /// <param name="selectors">The study's; none for every device that is approved.</param>
    public bool IsAdmittedBy(IReadOnlyCollection<DeviceSelector> selectors) =>
        DeviceSelector.Admit(selectors, Name, Profile.Tags, DeviceClass, IsApproved);

    /// <summary>One more attempt brought an outcome.</summary>
    public void CountDone() => Counts = Counts with { Measured = Counts.Measured + 1 };

    /// <summary>One more attempt failed or was lost.</summary>
    public void CountFailure() => Counts = Counts with { Failed = Counts.Failed + 1 };

    /// <summary>Takes note of what an attempt brought, and pauses the device when the fault is its own.</summary>
    /// <returns>Whether it is.</returns>
    public bool IsAtFault(MeasurementOutcome outcome, TimeSpan now)
    {
        LastHeadway = now;
        if (AttemptRules.IsDevicesFault(outcome))
        {
            PauseForError(now);
            return true;
        }

        ErrorsInARow = 0;
        PausedUntil = now;
        return false;
    }

    /// <summary>One more error of its own: it gets nothing new for a while, longer each time.</summary>
    /// <returns>For how long.</returns>
    public TimeSpan PauseForError(TimeSpan now)
    {
        ErrorsInARow++;
        var pause = AttemptRules.PauseAfter(ErrorsInARow);
        PausedUntil = now + pause;
        return pause;
    }

    /// <summary>Takes note of what it says that it measures.</summary>
    /// <param name="attemptId">The attempt in its words, which nobody else may want any more; empty for none.</param>
    /// <param name="now">The moment, by the <see cref="Uptime"/>.</param>
    /// <param name="isHeadway">Whether a change of it shows that the device gets on: an attempt that it does not hold shows nothing.</param>
    public void SaysItRuns(string attemptId, TimeSpan now, bool isHeadway)
    {
        if (Running != attemptId && isHeadway)
        {
            LastHeadway = now;
        }

        Running = attemptId;
    }

    /// <summary>Its silence has ended, or says nothing any more: strikes it out where it is a suspect.</summary>
    public void Acquit()
    {
        foreach (var job in SuspectedOf)
        {
            job.Suspects.Remove(Name);
        }

        SuspectedOf.Clear();
    }

    /// <summary>A new connection: what its agent measures is not known yet.</summary>
    public void ForgetRunning(TimeSpan now)
    {
        Running = null;
        LastHeadway = now;
    }

    /// <summary>As it is stored.</summary>
    public DeviceRow ToRow() => new(
        Name, Key, DeviceClass, JsonSerializer.Serialize(Profile, FleetJson.Default.DeviceProfile), FirstSeenTime, LastSeenTime, Draining,
        IsApproved);

    /// <summary>As it was stored: offline.</summary>
    public static DeviceState FromRow(DeviceRow row, DeviceCounts counts) => new()
    {
        Name = row.Name,
        Key = row.Key,
        DeviceClass = row.DeviceClass,
        Profile = WholeJson.Read(row.Description, FleetJson.Default.DeviceProfile),
        FirstSeenTime = row.FirstSeenTime,
        LastSeenTime = row.LastSeenTime,
        Draining = row.Draining,
        IsApproved = row.Approved,
        IsSaved = true,
        Counts = counts,
    };
}
