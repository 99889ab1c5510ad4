using Lts.Domain.Architectures;
using Lts.Domain.Candidates;
using Lts.Domain.Devices;
using Lts.Domain.Studies;
using Microsoft.Data.Sqlite;

namespace Lts.Coordinator.Storage;

/// <summary>The queries. Each has a connection of its own, so none waits for another or for the writer.</summary>
/// <param name="connect">Opens a connection.</param>
/// <param name="path">The database's file, for messages.</param>
internal sealed class SqliteReader(Func<SqliteConnection> connect, string path)
{
    /// <summary>See <see cref="IStore.ReadStudies"/>.</summary>
    public List<StudyRow> ReadStudies() => [.. Query(
        "SELECT id, name, state, spec, create_ms, end_ms, failure FROM studies ORDER BY create_ms, id",
        r => new StudyRow(
            r.GetString(0), r.GetString(1), (StudyState)r.GetInt32(2), r.GetString(3), Time(r, 4),
            r.IsDBNull(5) ? null : Time(r, 5), r.IsDBNull(6) ? null : r.GetString(6)))];

    /// <summary>See <see cref="IStore.ReadTargets"/>.</summary>
    public List<TargetRow> ReadTargets(string studyId) => [.. Query(
        "SELECT study_id, ordinal, device_class, description, summary FROM targets WHERE study_id = $1 ORDER BY ordinal",
        r => new TargetRow(r.GetString(0), r.GetInt32(1), r.GetString(2), r.GetString(3), r.IsDBNull(4) ? null : r.GetString(4)),
        studyId)];

    /// <summary>See <see cref="IStore.ReadCandidates"/>.</summary>
    public IEnumerable<Candidate> ReadCandidates(string studyId, bool includeSamples)
    {
        const string Template =
            """
            SELECT c.target, c.position, c.generation, c.origin, c.architecture, c.parents, c.state, c.device, c.outcome,
                (SELECT COUNT(*) FROM attempts a
                    WHERE a.study_id = c.study_id AND a.target = c.target AND a.position = c.position),
                (SELECT COUNT(*) FROM attempts a
                    WHERE a.study_id = c.study_id AND a.target = c.target AND a.position = c.position AND a.state = 1),
                s.state{0}
            FROM candidates c JOIN studies s ON s.id = c.study_id
            WHERE c.study_id = $1 ORDER BY c.target, c.position
            """;
        string sql = Template.Replace("{0}", includeSamples ? ", c.samples" : "", StringComparison.Ordinal);
        return Query(sql, r => ReadCandidate(r, studyId), studyId);
    }

    /// <summary>See <see cref="IStore.ReadAttempts"/>.</summary>
    public List<AttemptRow> ReadAttempts(string studyId) => [.. Query(
        "SELECT target, position, number, device, state, start_ms FROM attempts WHERE study_id = $1 ORDER BY target, position, number",
        r => new AttemptRow(
            new AttemptId(new CandidateKey(studyId, r.GetInt32(0), r.GetInt32(1)), r.GetInt32(2)),
            r.GetString(3), (AttemptState)r.GetInt32(4), Time(r, 5)),
        studyId)];

    /// <summary>See <see cref="IStore.ReadDevices"/>.</summary>
    public List<DeviceRow> ReadDevices() => [.. Query(
        "SELECT name, key, device_class, description, first_seen_ms, last_seen_ms, draining FROM devices ORDER BY name",
        r => new DeviceRow(r.GetString(0), r.GetString(1), r.GetString(2), r.GetString(3), Time(r, 4), Time(r, 5), r.GetInt32(6) != 0))];

    /// <summary>See <see cref="IStore.ReadDeviceCounts"/>.</summary>
    public Dictionary<string, DeviceCounts> ReadDeviceCounts() => Query(
        "SELECT device, SUM(state = 2), SUM(state IN (3, 4)) FROM attempts GROUP BY device",
        r => (Name: r.GetString(0), Counts: new DeviceCounts(r.GetInt64(1), r.GetInt64(2)))).ToDictionary(p => p.Name, p => p.Counts);

    /// <summary>See <see cref="IStore.ReadTrainings"/>.</summary>
    public List<TrainingRow> ReadTrainings() => [.. Query(
        "SELECT id, study_id, trainer, state, spec, create_ms, end_ms, failure, result, files FROM trainings ORDER BY create_ms, id",
        r => new TrainingRow
        {
            Id = r.GetString(0),
            StudyId = r.GetString(1),
            Trainer = r.GetString(2),
            State = r.GetInt32(3),
            Spec = r.GetString(4),
            CreateTime = Time(r, 5),
            EndTime = r.IsDBNull(6) ? null : Time(r, 6),
            FailureMessage = r.GetString(7),
            Result = r.IsDBNull(8) ? null : r.GetString(8),
            Files = r.GetString(9),
        })];

    private static Candidate ReadCandidate(SqliteDataReader r, string studyId)
    {
        const int Samples = 12;
        var state = (CandidateState)r.GetInt32(6);
        if (state == CandidateState.Pending)
        {
            state = (StudyState)r.GetInt32(11) != StudyState.Running ? CandidateState.Cancelled
                : r.GetInt64(10) > 0 ? CandidateState.Leased : CandidateState.Pending;
        }

        byte[]? samples = r.FieldCount > Samples && !r.IsDBNull(Samples) ? r.GetFieldValue<byte[]>(Samples) : null;
        return new Candidate
        {
            Key = new CandidateKey(studyId, r.GetInt32(0), r.GetInt32(1)),
            Generation = r.GetInt32(2),
            Origin = (CandidateOrigin)r.GetInt32(3),
            Architecture = ArchitectureJson.Parse(System.Text.Encoding.UTF8.GetBytes(r.GetString(4))),
            ParentIds = [.. r.GetString(5).Split(' ', StringSplitOptions.RemoveEmptyEntries)],
            State = state,
            DeviceName = r.IsDBNull(7) ? null : r.GetString(7),
            Outcome = r.IsDBNull(8) ? null : OutcomeCodec.Read(r.GetString(8), samples),
            AttemptCount = r.GetInt32(9),
        };
    }

    private static DateTimeOffset Time(SqliteDataReader reader, int column) =>
        DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(column));

    private IEnumerable<T> Query<T>(string sql, Func<SqliteDataReader, T> read, params string[] values)
    {
        using var connection = Named(connect);
        using var command = new SqliteCommand(sql, connection);
        for (int i = 0; i < values.Length; i++)
        {
            command.Parameters.AddWithValue($"${i + 1}", values[i]);
        }

        using var reader = Named(command.ExecuteReader);
        while (Named(reader.Read))
        {
            yield return read(reader);
        }
    }

    private T Named<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (SqliteException e)
        {
            throw SqliteErrors.Name(e, path);
        }
    }
}
