using System.Runtime.CompilerServices;
using System.Text.Json;
using Lts.Domain;
using Lts.Domain.Architectures;
using Lts.Domain.Candidates;
using Lts.Domain.Devices;
using Lts.Domain.Metrics;
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

    /// <summary>Every part goes by a primary key. Whether a device has a candidate is asked of those only that have no outcome.</summary>
    private const string CandidateColumns =
        """
        SELECT c.target, c.position, c.generation, c.origin, c.architecture, c.parents, c.state, c.device, c.outcome,
            (SELECT COUNT(*) FROM attempts a
                WHERE a.study_id = c.study_id AND a.target = c.target AND a.position = c.position AND a.recheck = 0),
            CASE WHEN c.state = 1 THEN EXISTS(SELECT 1 FROM attempts a
                WHERE a.study_id = c.study_id AND a.target = c.target AND a.position = c.position AND a.state = 1) END,
            s.state, c.check_state{0}
        FROM candidates c JOIN studies s ON s.id = c.study_id
        """;

    /// <summary>See <see cref="IStore.ReadStudiesAsync"/>.</summary>
    public Task<IReadOnlyList<StudyRow>> ReadStudiesAsync(CancellationToken cancellationToken) => QueryAsync(
        $"SELECT id, name, state, spec, create_ms, end_ms, failure FROM studies WHERE state <> {StudyRemoval.Deleted} ORDER BY create_ms, id",
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

    /// <summary>See <see cref="IStore.ReadCandidatesAsync(string, bool, CancellationToken)"/>.</summary>
    public IAsyncEnumerable<Candidate> ReadCandidatesAsync(string studyId, bool includeSamples, CancellationToken cancellationToken)
    {
        return PagesAsync(
            $"{ColumnsOf(includeSamples)} WHERE c.study_id = $1 AND (c.target, c.position) > ($2, $3) ORDER BY c.target, c.position LIMIT $4",
            r => ReadCandidate(r, studyId), [studyId, -1, -1], c => [studyId, c.Key.Target, c.Key.Index],
            includeSamples ? CandidatesPerPageWithSamples : CandidatesPerPage, cancellationToken);
    }

    /// <summary>See <see cref="IStore.ReadCandidatesAsync(CandidateKey, bool, CancellationToken)"/>.</summary>
    public IAsyncEnumerable<Candidate> ReadCandidatesAsync(CandidateKey first, bool includeSamples, CancellationToken cancellationToken) => PagesAsync(
        $"{ColumnsOf(includeSamples)} WHERE c.study_id = $1 AND c.target = $2 AND c.position > $3 ORDER BY c.position LIMIT $4",
        r => ReadCandidate(r, first.StudyId), [first.StudyId, first.Target, first.Index - 1L], c => [first.StudyId, first.Target, c.Key.Index],
        includeSamples ? CandidatesPerPageWithSamples : CandidatesPerPage, cancellationToken);

    /// <summary>See <see cref="IStore.ReadCandidatesAsync(IReadOnlyList{CandidateKey}, CancellationToken)"/>.</summary>
    public async Task<IReadOnlyList<Candidate>> ReadCandidatesAsync(IReadOnlyList<CandidateKey> keys, CancellationToken cancellationToken)
    {
        string sql = $"{ColumnsOf(includeSamples: false)} WHERE c.study_id = $1 AND c.target = $2 AND c.position = $3";
        var found = new List<Candidate>(keys.Count);
        foreach (var some in keys.Chunk(CandidatesPerPage))
        {
            found.AddRange(await Task.Run(
                () => QueryEach(sql, some, key => [key.StudyId, key.Target, key.Index], (r, key) => ReadCandidate(r, key.StudyId), cancellationToken),
                cancellationToken));
        }

        return found;
    }

    /// <summary>See <see cref="IStore.CountCandidatesAsync"/>.</summary>
    public async Task<IReadOnlyDictionary<int, int>> CountCandidatesAsync(string studyId, CancellationToken cancellationToken)
    {
        var counts = await QueryAsync(
            "SELECT target, COUNT(*) FROM candidates WHERE study_id = $1 GROUP BY target",
            r => (Target: r.GetInt32(0), Count: r.GetInt32(1)), cancellationToken, studyId);
        return counts.ToDictionary(c => c.Target, c => c.Count);
    }

    /// <summary>See <see cref="IStore.ReadMeasuredAsync"/>.</summary>
    public IAsyncEnumerable<MeasuredCandidate> ReadMeasuredAsync(string studyId, CancellationToken cancellationToken) => PagesAsync(
        $"SELECT target, position, architecture, outcome FROM candidates WHERE study_id = $1 AND (target, position) > ($2, $3) AND state = {(int)CandidateState.Measured} AND check_state <> {(int)CandidateCheck.InDoubt} "
        + "ORDER BY target, position LIMIT $4",
        r => new MeasuredCandidate(
            new CandidateKey(studyId, r.GetInt32(0), r.GetInt32(1)), ReadArchitecture(r, 2),
            MetricValues.OfOutcome(OutcomeCodec.Read(r.GetString(3), samples: null))!),
        [studyId, -1, -1],
        c => [studyId, c.Key.Target, c.Key.Index],
        CandidatesPerPage,
        cancellationToken);

    /// <summary>See <see cref="IStore.ReadAttemptsAsync"/>.</summary>
    public IAsyncEnumerable<AttemptRow> ReadAttemptsAsync(string studyId, CancellationToken cancellationToken) => PagesAsync(
        "SELECT target, position, number, device, state, start_ms, nonce, recheck FROM attempts "
        + "WHERE study_id = $1 AND (target, position, number) > ($2, $3, $4) ORDER BY target, position, number LIMIT $5",
        r => new AttemptRow(
            new AttemptId(new CandidateKey(studyId, r.GetInt32(0), r.GetInt32(1)), r.GetInt32(2), r.GetString(6)),
            r.GetString(3), (AttemptState)r.GetInt32(4), Time(r, 5), r.GetInt32(7) != 0),
        [studyId, -1, -1, -1],
        a => [studyId, a.Id.Candidate.Target, a.Id.Candidate.Index, a.Id.Number],
        AttemptsPerPage,
        cancellationToken);

    /// <summary>See <see cref="IStore.ReadRechecksAsync"/>.</summary>
    public IAsyncEnumerable<RecheckRow> ReadRechecksAsync(string studyId, CancellationToken cancellationToken) => PagesAsync(
        "SELECT target, position, number, device, outcome FROM rechecks "
        + "WHERE study_id = $1 AND (target, position, number) > ($2, $3, $4) ORDER BY target, position, number LIMIT $5",
        r => new RecheckRow(
            new CandidateKey(studyId, r.GetInt32(0), r.GetInt32(1)), r.GetInt32(2), r.GetString(3), OutcomeCodec.Read(r.GetString(4), null)),
        [studyId, -1, -1, -1],
        row => [studyId, row.Key.Target, row.Key.Index, row.Attempt],
        CandidatesPerPage,
        cancellationToken);

    /// <summary>See <see cref="IStore.ReadToldAsync"/>.</summary>
    public IAsyncEnumerable<ToldRow> ReadToldAsync(string studyId, CancellationToken cancellationToken) => PagesAsync(
        "SELECT target, position, outcome FROM told "
        + "WHERE study_id = $1 AND (target, position) > ($2, $3) ORDER BY target, position LIMIT $4",
        r => new ToldRow(new CandidateKey(studyId, r.GetInt32(0), r.GetInt32(1)), OutcomeCodec.Read(r.GetString(2), null)),
        [studyId, -1, -1],
        row => [studyId, row.Key.Target, row.Key.Index],
        CandidatesPerPage,
        cancellationToken);

    /// <summary>See <see cref="IStore.ReadStandingsAsync"/>.</summary>
    public Task<IReadOnlyList<StandingRow>> ReadStandingsAsync(CancellationToken cancellationToken) => QueryAsync(
        "SELECT device, confirmed, strikes, quarantine_ms, reason FROM standings ORDER BY device",
        r => new StandingRow(
            r.GetString(0), r.GetInt64(1), r.GetInt32(2), r.IsDBNull(3) ? null : new Quarantine(Time(r, 3), r.GetString(4))),
        cancellationToken);

    /// <summary>See <see cref="IStore.ReadDevicesAsync"/>.</summary>
    public Task<IReadOnlyList<DeviceRow>> ReadDevicesAsync(CancellationToken cancellationToken) => QueryAsync(
        "SELECT name, key, device_class, description, first_seen_ms, last_seen_ms, draining, approved FROM devices ORDER BY name",
        r => new DeviceRow(
            r.GetString(0), r.GetString(1), r.GetString(2), r.GetString(3), Time(r, 4), Time(r, 5), r.GetInt32(6) != 0, r.GetInt32(7) != 0),
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

    private static string ColumnsOf(bool includeSamples) =>
        CandidateColumns.Replace("{0}", includeSamples ? ", c.samples" : "", StringComparison.Ordinal);

    private static Architecture ReadArchitecture(SqliteDataReader r, int column) =>
        ArchitectureJson.Parse(System.Text.Encoding.UTF8.GetBytes(r.GetString(column)));

    private static Candidate ReadCandidate(SqliteDataReader r, string studyId)
    {
        const int Samples = 13;
        var state = (CandidateState)r.GetInt32(6);
        if (state == CandidateState.Pending)
        {
            state = (StudyState)r.GetInt32(11) != StudyState.Running ? CandidateState.Cancelled
                : !r.IsDBNull(10) && r.GetInt64(10) > 0 ? CandidateState.Leased : CandidateState.Pending;
        }

        byte[]? samples = r.FieldCount > Samples && !r.IsDBNull(Samples) ? r.GetFieldValue<byte[]>(Samples) : null;
        return new Candidate
        {
            Key = new CandidateKey(studyId, r.GetInt32(0), r.GetInt32(1)),
            Generation = r.GetInt32(2),
            Origin = (CandidateOrigin)r.GetInt32(3),
            Architecture = ReadArchitecture(r, 4),
            ParentIds = [.. r.GetString(5).Split(' ', StringSplitOptions.RemoveEmptyEntries)],
            State = state,
            DeviceName = r.IsDBNull(7) ? null : r.GetString(7),
            Outcome = r.IsDBNull(8) ? null : OutcomeCodec.Read(r.GetString(8), samples),
            AttemptCount = r.GetInt32(9),
            Check = (CandidateCheck)r.GetInt32(12),
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

    private List<T> Query<T>(string sql, Func<SqliteDataReader, T> read, object[] values, CancellationToken cancellationToken) =>
        QueryEach(sql, [values], parameters => parameters, (reader, _) => read(reader), cancellationToken);

    /// <summary>One query for each of some questions, all over one connection.</summary>
    /// <param name="sql">With the parameters <c>$1</c>, <c>$2</c>, …</param>
    /// <param name="questions">What is asked, in the order of the answers.</param>
    /// <param name="values">A question's parameters.</param>
    /// <param name="read">Makes an item of a row that answers a question.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    private List<T> QueryEach<TQuestion, T>(
        string sql, IReadOnlyList<TQuestion> questions, Func<TQuestion, object[]> values, Func<SqliteDataReader, TQuestion, T> read,
        CancellationToken cancellationToken)
    {
        try
        {
            using var connection = connect();
            using var command = new SqliteCommand(sql, connection);
            var rows = new List<T>();
            foreach (var question in questions)
            {
                command.Parameters.Clear();
                foreach (var (i, value) in values(question).Index())
                {
                    command.Parameters.AddWithValue($"${i + 1}", value);
                }

                using var reader = command.ExecuteReader();
                while (reader.Read())
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    rows.Add(Read(reader, r => read(r, question)));
                }
            }

            return rows;
        }
        catch (SqliteException e)
        {
            throw SqliteErrors.Name(e, path);
        }
    }
}
