using System.Runtime.CompilerServices;
using Lts.Domain.Architectures;
using Lts.Domain.Candidates;
using Lts.Domain.Devices;
using Lts.Domain.Studies;
using Microsoft.Data.Sqlite;

namespace Lts.Coordinator.Storage.Sqlite;

/// <summary>
/// The queries. Each has a connection of its own, so none waits for another or for the writer, and is read to its end on a thread of the
/// pool before its caller gets anything: a reader that stays open would keep the write-ahead log from being cut back. What may be long is
/// read in pages.
/// </summary>
/// <param name="connect">Opens a connection.</param>
/// <param name="path">The database's file, for messages.</param>
internal sealed class SqliteReader(Func<SqliteConnection> connect, string path)
{
    /// <summary>Rows of a page of candidates: some hundred KiB.</summary>
    internal const int CandidatesPerPage = 500;

    /// <summary>Samples are tens of KiB a candidate.</summary>
    internal const int CandidatesPerPageWithSamples = 50;

    private const string CandidatesTemplate =
        """
        SELECT c.target, c.position, c.generation, c.origin, c.architecture, c.parents, c.state, c.device, c.outcome,
            (SELECT COUNT(*) FROM attempts a
                WHERE a.study_id = c.study_id AND a.target = c.target AND a.position = c.position),
            (SELECT COUNT(*) FROM attempts a
                WHERE a.study_id = c.study_id AND a.target = c.target AND a.position = c.position AND a.state = 1),
            s.state{0}
        FROM candidates c JOIN studies s ON s.id = c.study_id
        WHERE c.study_id = $1 AND (c.target, c.position) > ($2, $3) ORDER BY c.target, c.position LIMIT $4
        """;

    /// <summary>See <see cref="IStore.ReadStudiesAsync"/>.</summary>
    public Task<IReadOnlyList<StudyRow>> ReadStudiesAsync(CancellationToken cancellationToken) => QueryAsync(
        "SELECT id, name, state, spec, create_ms, end_ms, failure FROM studies ORDER BY create_ms, id",
        r => new StudyRow(
            r.GetString(0), r.GetString(1), (StudyState)r.GetInt32(2), r.GetString(3), Time(r, 4),
            r.IsDBNull(5) ? null : Time(r, 5), r.IsDBNull(6) ? null : r.GetString(6)),
        cancellationToken);

    /// <summary>See <see cref="IStore.ReadTargetsAsync"/>.</summary>
    public Task<IReadOnlyList<TargetRow>> ReadTargetsAsync(string studyId, CancellationToken cancellationToken) => QueryAsync(
        "SELECT study_id, ordinal, device_class, description, summary FROM targets WHERE study_id = $1 ORDER BY ordinal",
        r => new TargetRow(r.GetString(0), r.GetInt32(1), r.GetString(2), r.GetString(3), r.IsDBNull(4) ? null : r.GetString(4)),
        cancellationToken,
        studyId);

    /// <summary>See <see cref="IStore.ReadCandidatesAsync"/>.</summary>
    public async IAsyncEnumerable<Candidate> ReadCandidatesAsync(
        string studyId, bool includeSamples, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string sql = CandidatesTemplate.Replace("{0}", includeSamples ? ", c.samples" : "", StringComparison.Ordinal);
        int limit = includeSamples ? CandidatesPerPageWithSamples : CandidatesPerPage;
        var (target, position) = (-1, -1);
        while (true)
        {
            var page = await QueryAsync(sql, r => ReadCandidate(r, studyId), cancellationToken, studyId, target, position, limit);
            foreach (var candidate in page)
            {
                yield return candidate;
            }

            if (page.Count < limit)
            {
                yield break;
            }

            (target, position) = (page[^1].Key.Target, page[^1].Key.Index);
        }
    }

    /// <summary>See <see cref="IStore.ReadAttemptsAsync"/>.</summary>
    public Task<IReadOnlyList<AttemptRow>> ReadAttemptsAsync(string studyId, CancellationToken cancellationToken) => QueryAsync(
        "SELECT target, position, number, device, state, start_ms FROM attempts WHERE study_id = $1 ORDER BY target, position, number",
        r => new AttemptRow(
            new AttemptId(new CandidateKey(studyId, r.GetInt32(0), r.GetInt32(1)), r.GetInt32(2)),
            r.GetString(3), (AttemptState)r.GetInt32(4), Time(r, 5)),
        cancellationToken,
        studyId);

    /// <summary>See <see cref="IStore.ReadDevicesAsync"/>.</summary>
    public Task<IReadOnlyList<DeviceRow>> ReadDevicesAsync(CancellationToken cancellationToken) => QueryAsync(
        "SELECT name, key, device_class, description, first_seen_ms, last_seen_ms, draining FROM devices ORDER BY name",
        r => new DeviceRow(r.GetString(0), r.GetString(1), r.GetString(2), r.GetString(3), Time(r, 4), Time(r, 5), r.GetInt32(6) != 0),
        cancellationToken);

    /// <summary>See <see cref="IStore.ReadDeviceCountsAsync"/>.</summary>
    public async Task<IReadOnlyDictionary<string, DeviceCounts>> ReadDeviceCountsAsync(CancellationToken cancellationToken)
    {
        var counts = await QueryAsync(
            "SELECT device, SUM(state = 2), SUM(state IN (3, 4)) FROM attempts GROUP BY device",
            r => (Name: r.GetString(0), Counts: new DeviceCounts(r.GetInt64(1), r.GetInt64(2))),
            cancellationToken);
        return counts.ToDictionary(c => c.Name, c => c.Counts, StringComparer.Ordinal);
    }

    /// <summary>See <see cref="IStore.ReadTrainingsAsync"/>.</summary>
    public Task<IReadOnlyList<TrainingRow>> ReadTrainingsAsync(CancellationToken cancellationToken) => QueryAsync(
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
        },
        cancellationToken);

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

    /// <summary>SQLite reads synchronously, so a thread of the pool waits for the disk in the caller's place.</summary>
    private Task<IReadOnlyList<T>> QueryAsync<T>(
        string sql, Func<SqliteDataReader, T> read, CancellationToken cancellationToken, params object[] values) =>
        Task.Run<IReadOnlyList<T>>(() => Query(sql, read, values, cancellationToken), cancellationToken);

    private List<T> Query<T>(string sql, Func<SqliteDataReader, T> read, object[] values, CancellationToken cancellationToken)
    {
        try
        {
            using var connection = connect();
            using var command = new SqliteCommand(sql, connection);
            for (int i = 0; i < values.Length; i++)
            {
                command.Parameters.AddWithValue($"${i + 1}", values[i]);
            }

            using var reader = command.ExecuteReader();
            var rows = new List<T>();
            while (reader.Read())
            {
                cancellationToken.ThrowIfCancellationRequested();
                rows.Add(read(reader));
            }

            return rows;
        }
        catch (SqliteException e)
        {
            throw SqliteErrors.Name(e, path);
        }
    }
}
