using Lts.Domain.Architectures;
using Lts.Domain.Candidates;
using Lts.Domain.Devices;
using Lts.Domain.Measurements;
using Lts.Domain.Studies;
using Lts.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Lts.Coordinator.Storage.Sqlite;

/// <summary>
/// The store in one SQLite file, <c>coordinator.db</c>. Write-ahead log with a sync at every commit, so that what was acknowledged
/// survives a power cut; reads never wait for writes.
/// </summary>
internal sealed class SqliteStore : IStore
{
    internal const string FileName = "coordinator.db";
    private const int BusyTimeoutMs = 5_000;

    private readonly DataDirectoryLock _lock;
    private readonly WriteQueue _writes;
    private readonly SqliteReader _reader;

    private SqliteStore(DataDirectoryLock directoryLock, WriteQueue writes, SqliteReader reader)
    {
        _lock = directoryLock;
        _writes = writes;
        _reader = reader;
    }

    /// <summary>Opens the database of a data directory, creating both where they are missing.</summary>
    /// <param name="directory">The data directory; nobody else may be using it.</param>
    /// <param name="logger">Where failures and migrations are told.</param>
    /// <param name="time">For the times of commits; <see langword="null"/> for the system's clock.</param>
    /// <param name="acceptLoss">Whether to go on with a database that lacks commits which were acknowledged.</param>
    /// <exception cref="UserErrorException">In use, damaged, incomplete, newer than this program, or not writable; the message says which.</exception>
    public static SqliteStore Open(string directory, ILogger logger, TimeProvider? time = null, bool acceptLoss = false)
    {
        SQLitePCL.Batteries_V2.Init();
        var directoryLock = DataDirectoryLock.Take(directory, "coordinator");
        string path = Path.Combine(directory, FileName);
        try
        {
            var connection = Connect(path);
            CommitLog commits;
            try
            {
                Check(connection);
                CommitLog.Check(connection, path, acceptLoss, logger);
                if (Schema.Migrate(connection, path) is { } copy)
                {
                    logger.Migrated(path, Schema.Version, copy);
                }

                commits = CommitLog.Open(connection, path, time ?? TimeProvider.System, logger);
            }
            catch
            {
                connection.Dispose();
                throw;
            }

            logger.Opened(path, Schema.Version);
            return new SqliteStore(directoryLock, new WriteQueue(connection, path, logger, commits), new SqliteReader(() => Connect(path), path));
        }
        catch (SqliteException e)
        {
            directoryLock.Dispose();
            throw new UserErrorException(SqliteErrors.Name(e, path).MessageAtStart, ExitCode.Storage, e);
        }
        catch (Exception e) when (e is StorageException || DurableFile.IsDiskFault(e))
        {
            directoryLock.Dispose();
            throw new UserErrorException($"The database {path} cannot be used: {e.Message}", ExitCode.Storage, e);
        }
    }

    /// <inheritdoc/>
    public TimeSpan CurrentWrite => _writes.CurrentWrite;

    /// <inheritdoc/>
    public async Task CreateStudyAsync(StudyRow study, IReadOnlyList<TargetRow> targets)
    {
        try
        {
            await _writes.WriteAsync(s =>
            {
                s.Execute(
                    "INSERT INTO studies(id, name, state, spec, create_ms) VALUES($1, $2, $3, $4, $5)",
                    study.Id, study.Name, (long)study.State, study.Spec, study.CreateTime.ToUnixTimeMilliseconds());
                foreach (var target in targets)
                {
                    s.Execute(
                        "INSERT INTO targets(study_id, ordinal, device_class, description) VALUES($1, $2, $3, $4)",
                        target.StudyId, (long)target.Ordinal, target.DeviceClass, target.Description);
                }
            });
        }
        catch (SqliteException e) when (SqliteErrors.IsConstraint(e))
        {
            throw new NameTakenException(study.Name);
        }
    }

    /// <inheritdoc/>
    public Task ChangeStudyAsync(StudyEnd change) => _writes.WriteAsync(s =>
    {
        s.Execute(
            "UPDATE studies SET state = $2, end_ms = $3, failure = $4 WHERE id = $1",
            change.StudyId, (long)change.State, change.EndTime?.ToUnixTimeMilliseconds(), change.FailureMessage);
        if (change.State != StudyState.Running)
        {
            s.Execute(
                "UPDATE attempts SET state = $3, end_ms = $4 WHERE study_id = $1 AND state = $2",
                change.StudyId, (long)AttemptState.Active, (long)AttemptState.Returned, change.EndTime?.ToUnixTimeMilliseconds());
        }

        for (int i = 0; i < change.Summaries.Count; i++)
        {
            s.Execute("UPDATE targets SET summary = $3 WHERE study_id = $1 AND ordinal = $2", change.StudyId, (long)i, change.Summaries[i]);
        }
    });

    /// <inheritdoc/>
    public Task DeleteStudyAsync(string studyId) => _writes.WriteAsync(s => StudyRemoval.Mark(s, studyId));

    /// <inheritdoc/>
    public async Task<bool> PurgeAsync()
    {
        bool more = false;
        await _writes.WriteAsync(s => more = StudyRemoval.RemoveSome(s));
        return more;
    }

    /// <inheritdoc/>
    public Task AddCandidatesAsync(IReadOnlyList<Candidate> candidates) => _writes.WriteAsync(s =>
    {
        foreach (var candidate in candidates)
        {
            s.Execute(
                "INSERT INTO candidates(study_id, target, position, generation, origin, architecture, parents, state) "
                + "VALUES($1, $2, $3, $4, $5, $6, $7, $8)",
                candidate.Key.StudyId, (long)candidate.Key.Target, (long)candidate.Key.Index, (long)candidate.Generation,
                (long)candidate.Origin, ArchitectureJson.ToJson(candidate.Architecture), string.Join(' ', candidate.ParentIds),
                (long)CandidateState.Pending);
        }
    });

    /// <inheritdoc/>
    public Task AddAttemptAsync(AttemptRow attempt) => _writes.WriteAsync(s => s.Execute(
        "INSERT INTO attempts(study_id, target, position, number, device, state, start_ms, nonce, recheck) "
        + "VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        attempt.Id.Candidate.StudyId, (long)attempt.Id.Candidate.Target, (long)attempt.Id.Candidate.Index, (long)attempt.Id.Number,
        attempt.DeviceName, (long)attempt.State, attempt.StartTime.ToUnixTimeMilliseconds(), attempt.Id.Nonce, attempt.IsRecheck ? 1L : 0L));

    /// <inheritdoc/>
    public Task EndAttemptAsync(AttemptEnd end)
    {
        // Encoded here, so that the writer's thread does nothing but write.
        var key = end.Id.Candidate;
        string? failure = end.Failure is null ? null : $"{end.Failure.Kind}: {end.Failure.Message}";
        string? outcome = end.Outcome is null ? null : OutcomeCodec.ToJson(end.Outcome);
        byte[]? samples = end.Outcome is null ? null : OutcomeCodec.ToSamples(end.Outcome);
        var state = end.Outcome is CandidateMeasurement ? CandidateState.Measured : CandidateState.Failed;
        return _writes.WriteAsync(s =>
        {
            s.Execute(
                "UPDATE attempts SET state = $5, end_ms = $6, failure = $7 "
                + "WHERE study_id = $1 AND target = $2 AND position = $3 AND number = $4",
                key.StudyId, (long)key.Target, (long)key.Index, (long)end.Id.Number, (long)end.State,
                end.EndTime.ToUnixTimeMilliseconds(), failure);
            if (outcome is not null && end.IsRecheck)
            {
                CheckWriter.AddRecheck(s, end, outcome, samples);
            }
            else if (outcome is not null)
            {
                s.Execute(
                    "UPDATE candidates SET state = $4, device = $5, outcome = $6, samples = $7 "
                    + "WHERE study_id = $1 AND target = $2 AND position = $3 AND outcome IS NULL",
                    key.StudyId, (long)key.Target, (long)key.Index, (long)state, end.DeviceName, outcome, samples);
            }
        });
    }

    /// <inheritdoc/>
    public Task EndCheckAsync(CheckEnd end) => _writes.WriteAsync(s => CheckWriter.End(s, end));

    /// <inheritdoc/>
    public Task SaveQuarantineAsync(string deviceName, Quarantine? quarantine) =>
        _writes.WriteAsync(s => CheckWriter.SaveQuarantine(s, deviceName, quarantine));

    /// <inheritdoc/>
    public Task SaveDeviceAsync(DeviceRow device) => _writes.WriteAsync(s => s.Execute(
        "INSERT OR REPLACE INTO devices(name, key, device_class, description, first_seen_ms, last_seen_ms, draining, approved) "
        + "VALUES($1, $2, $3, $4, $5, $6, $7, $8)",
        device.Name, device.Key, device.DeviceClass, device.Description, device.FirstSeenTime.ToUnixTimeMilliseconds(),
        device.LastSeenTime.ToUnixTimeMilliseconds(), device.Draining ? 1L : 0L, device.Approved ? 1L : 0L));

    /// <inheritdoc/>
    public Task RemoveDeviceAsync(string name) => _writes.WriteAsync(s =>
    {
        s.Execute("DELETE FROM devices WHERE name = $1", name);
        s.Execute("DELETE FROM standings WHERE device = $1", name);
    });

    /// <inheritdoc/>
    public Task SaveTrainingAsync(TrainingRow training) => _writes.WriteAsync(s => s.Execute(
        "INSERT OR REPLACE INTO trainings(id, study_id, trainer, state, spec, create_ms, end_ms, failure, result, files) "
        + "VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        training.Id, training.StudyId, training.Trainer, (long)training.State, training.Spec, training.CreateTime.ToUnixTimeMilliseconds(),
        training.EndTime?.ToUnixTimeMilliseconds(), training.FailureMessage, training.Result, training.Files));

    /// <inheritdoc/>
    public Task<IReadOnlyList<StudyRow>> ReadStudiesAsync(CancellationToken cancellationToken) =>
        _reader.ReadStudiesAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<TargetRow>> ReadTargetsAsync(string studyId, CancellationToken cancellationToken) =>
        _reader.ReadTargetsAsync(studyId, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<Candidate> ReadCandidatesAsync(string studyId, bool includeSamples, CancellationToken cancellationToken) =>
        _reader.ReadCandidatesAsync(studyId, includeSamples, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<Candidate> ReadCandidatesAsync(CandidateKey first, bool includeSamples, CancellationToken cancellationToken) =>
        _reader.ReadCandidatesAsync(first, includeSamples, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Candidate>> ReadCandidatesAsync(IReadOnlyList<CandidateKey> keys, CancellationToken cancellationToken) =>
        _reader.ReadCandidatesAsync(keys, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<int, int>> CountCandidatesAsync(string studyId, CancellationToken cancellationToken) =>
        _reader.CountCandidatesAsync(studyId, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<MeasuredCandidate> ReadMeasuredAsync(string studyId, CancellationToken cancellationToken) =>
        _reader.ReadMeasuredAsync(studyId, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<AttemptRow> ReadAttemptsAsync(string studyId, CancellationToken cancellationToken) =>
        _reader.ReadAttemptsAsync(studyId, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<RecheckRow> ReadRechecksAsync(string studyId, CancellationToken cancellationToken) =>
        _reader.ReadRechecksAsync(studyId, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<ToldRow> ReadToldAsync(string studyId, CancellationToken cancellationToken) =>
        _reader.ReadToldAsync(studyId, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StandingRow>> ReadStandingsAsync(CancellationToken cancellationToken) =>
        _reader.ReadStandingsAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<DeviceRow>> ReadDevicesAsync(CancellationToken cancellationToken) =>
        _reader.ReadDevicesAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<string, DeviceCounts>> ReadDeviceCountsAsync(CancellationToken cancellationToken) =>
        _reader.ReadDeviceCountsAsync(cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<TrainingRow> ReadTrainingsAsync(CancellationToken cancellationToken) =>
        _reader.ReadTrainingsAsync(cancellationToken);

    /// <summary>Writes what is queued, then closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        await _writes.DisposeAsync();
        _lock.Dispose();
    }

    private static SqliteConnection Connect(string path)
    {
        // The library waits for locks by a timeout of its own, 30 s unless told otherwise.
        var settings = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = BusyTimeoutMs / 1000 };
        var connection = new SqliteConnection(settings.ToString());
        try
        {
            connection.Open();
            Schema.Execute(connection, $"PRAGMA busy_timeout = {BusyTimeoutMs}; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static void Check(SqliteConnection connection)
    {
        using var command = new SqliteCommand("PRAGMA quick_check(1)", connection);
        string? answer = (string?)command.ExecuteScalar();
        if (answer != "ok")
        {
            throw new StorageException(
                StorageFailure.Corrupt, $"it is damaged ({answer}). Restore it from a backup, or choose another data directory.");
        }
    }
}
