using System.Runtime.CompilerServices;
using System.Text.Json;
using Lts.Domain;
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

    /// <summary>Rows of a page of attempts: some hundred KiB.</summary>
    internal const int AttemptsPerPage = 2000;

    /// <summary>A training has its configuration, its result and its list of files: some KiB.</summary>
    internal const int TrainingsPerPage = 100;

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
    public async Task<IReadOnlyList<TargetRow>> ReadTargetsAsync(string studyId, CancellationToken cancellationToken)
    {
        var targets = await QueryAsync(
            "SELECT study_id, ordinal, device_class, description, summary FROM targets WHERE study_id = $1 ORDER BY ordinal",
            r => new TargetRow(r.GetString(0), r.GetInt32(1), r.GetString(2), r.GetString(3), r.IsDBNull(4) ? null : r.GetString(4)),
            cancellationToken,
            studyId);
        return targets.Index().All(t => t.Item.Ordinal == t.Index)
            ? targets
            : throw SqliteErrors.Damaged(path, $"study {studyId} lacks a target", new InvalidOperationException("Ordinals begin at 0 and leave none out."));
    }

    /// <summary>See <see cref="IStore.ReadCandidatesAsync"/>.</summary>
    public IAsyncEnumerable<Candidate> ReadCandidatesAsync(string studyId, bool includeSamples, CancellationToken cancellationToken)
    {
        string sql = CandidatesTemplate.Replace("{0}", includeSamples ? ", c.samples" : "", StringComparison.Ordinal);
        return PagesAsync(
            sql, r => ReadCandidate(r, studyId), [studyId, -1, -1], c => [studyId, c.Key.Target, c.Key.Index],
            includeSamples ? CandidatesPerPageWithSamples : CandidatesPerPage, cancellationToken);
    }

    /// <summary>See <see cref="IStore.ReadAttemptsAsync"/>.</summary>
    public IAsyncEnumerable<AttemptRow> ReadAttemptsAsync(string studyId, CancellationToken cancellationToken) => PagesAsync(
        "SELECT target, position, number, device, state, start_ms, nonce FROM attempts "
        + "WHERE study_id = $1 AND (target, position, number) > ($2, $3, $4) ORDER BY target, position, number LIMIT $5",
        r => new AttemptRow(
            new AttemptId(new CandidateKey(studyId, r.GetInt32(0), r.GetInt32(1)), r.GetInt32(2), r.GetString(6)),
            r.GetString(3), (AttemptState)r.GetInt32(4), Time(r, 5)),
        [studyId, -1, -1, -1],
        a => [studyId, a.Id.Candidate.Target, a.Id.Candidate.Index, a.Id.Number],
        AttemptsPerPage,
        cancellationToken);

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
    public IAsyncEnumerable<TrainingRow> ReadTrainingsAsync(CancellationToken cancellationToken) => PagesAsync(
        "SELECT id, study_id, trainer, state, spec, create_ms, end_ms, failure, result, files FROM trainings "
        + "WHERE (create_ms, id) > ($1, $2) ORDER BY create_ms, id LIMIT $3",
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
        [long.MinValue, ""],
        t => [t.CreateTime.ToUnixTimeMilliseconds(), t.Id],
        TrainingsPerPage,
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

    /// <summary>Reads pages, each of a query of its own that begins after the last row of the one before.</summary>
    /// <param name="sql">Its last parameter is the number of rows of a page; those before it say where the page begins.</param>
    /// <param name="read">Makes an item of a row.</param>
    /// <param name="beginning">Parameters of the first page.</param>
    /// <param name="after">Parameters of the page after an item.</param>
    /// <param name="limit">Rows of a page.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    private async IAsyncEnumerable<T> PagesAsync<T>(
        string sql, Func<SqliteDataReader, T> read, object[] beginning, Func<T, object[]> after, int limit,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var from = beginning;
        while (true)
        {
            var page = await QueryAsync(sql, read, cancellationToken, [.. from, limit]);
            foreach (var item in page)
            {
                yield return item;
            }

            if (page.Count < limit)
            {
                yield break;
            }

            from = after(page[^1]);
        }
    }

    /// <summary>Whatever a row holds, it is the database's trouble and no other's.</summary>
    private T Read<T>(SqliteDataReader reader, Func<SqliteDataReader, T> read)
    {
        try
        {
            return read(reader);
        }
        catch (Exception e) when (e is JsonException or ValidationException or InvalidOperationException or InvalidCastException or FormatException
            or ArgumentException or ArithmeticException)
        {
            throw SqliteErrors.Damaged(path, e.Message, e);
        }
    }

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
                rows.Add(Read(reader, read));
            }

            return rows;
        }
        catch (SqliteException e)
        {
            throw SqliteErrors.Name(e, path);
        }
    }
}
