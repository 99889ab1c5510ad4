using Lts.Domain.Devices;

namespace Lts.Coordinator.Storage.Sqlite;

/// <summary>The writes that measuring candidates again takes.</summary>
internal static class CheckWriter
{
    /// <summary>Keeps a later outcome beside the candidate's.</summary>
    /// <param name="s">The transaction that it becomes part of.</param>
    /// <param name="end">The attempt that brought it.</param>
    /// <param name="outcome">Its JSON part.</param>
    /// <param name="samples">Its raw samples; <see langword="null"/> for a failure.</param>
    public static void AddRecheck(Statements s, AttemptEnd end, string outcome, byte[]? samples)
    {
        var key = end.Id.Candidate;
        s.Execute(
            "INSERT OR REPLACE INTO rechecks(study_id, target, position, number, device, outcome, samples) VALUES($1, $2, $3, $4, $5, $6, $7)",
            key.StudyId, (long)key.Target, (long)key.Index, (long)end.Id.Number, end.DeviceName, outcome, samples);
    }

    /// <summary>See <see cref="IStore.EndCheckAsync"/>.</summary>
    public static void End(Statements s, CheckEnd end)
    {
        var key = end.Key;
        if (end.WasTold)
        {
            s.Execute(
                "INSERT OR IGNORE INTO told(study_id, target, position, outcome) "
                + "SELECT study_id, target, position, outcome FROM candidates WHERE study_id = $1 AND target = $2 AND position = $3",
                key.StudyId, (long)key.Target, (long)key.Index);
        }

        if (end.Attempt is { } attempt)
        {
            s.Execute(
                "UPDATE candidates SET state = $5, device = r.device, outcome = r.outcome, samples = r.samples FROM rechecks r "
                + "WHERE candidates.study_id = $1 AND candidates.target = $2 AND candidates.position = $3 "
                + "AND r.study_id = $1 AND r.target = $2 AND r.position = $3 AND r.number = $4",
                key.StudyId, (long)key.Target, (long)key.Index, (long)attempt, (long)end.State);
        }

        s.Execute(
            "UPDATE candidates SET check_state = $4 WHERE study_id = $1 AND target = $2 AND position = $3",
            key.StudyId, (long)key.Target, (long)key.Index, (long)end.Check);
        foreach (string device in end.Confirmed)
        {
            Count(s, device, confirmed: 1, strikes: 0);
        }

        foreach (string device in end.Unsteady)
        {
            Count(s, device, confirmed: 0, strikes: 1);
        }
    }

    /// <summary>See <see cref="IStore.SaveQuarantineAsync"/>.</summary>
    public static void SaveQuarantine(Statements s, string deviceName, Quarantine? quarantine)
    {
        if (quarantine is null)
        {
            s.Execute("DELETE FROM standings WHERE device = $1", deviceName);
            return;
        }

        s.Execute(
            "INSERT INTO standings(device, confirmed, strikes, quarantine_ms, reason) VALUES($1, 0, 0, $2, $3) "
            + "ON CONFLICT(device) DO UPDATE SET quarantine_ms = $2, reason = $3",
            deviceName, quarantine.Time.ToUnixTimeMilliseconds(), quarantine.Reason);
    }

    /// <summary>Not for a device that was removed: another that gets its name starts anew.</summary>
    private static void Count(Statements s, string device, long confirmed, long strikes) => s.Execute(
        "INSERT INTO standings(device, confirmed, strikes) SELECT $1, $2, $3 WHERE EXISTS(SELECT 1 FROM devices WHERE name = $1) "
        + "ON CONFLICT(device) DO UPDATE SET confirmed = confirmed + $2, strikes = strikes + $3",
        device, confirmed, strikes);
}
