using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Lts.Coordinator.Storage.Sqlite;

/// <summary>
/// Counts the database's commits, in the database and in the <see cref="CommitMark"/>, so that it is noticed when some of them have
/// vanished: SQLite itself takes a database without its write-ahead log for a whole one. Used by the writer's thread only.
/// </summary>
internal sealed class CommitLog : IDisposable
{
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CommitMark _mark;
    private CommitPoint _last;
    private CommitPoint _next;
    private bool _wasUnmarked;

    private CommitLog(CommitMark mark, CommitPoint last, TimeProvider time, ILogger logger)
    {
        _mark = mark;
        _last = last;
        _time = time;
        _logger = logger;
    }

    /// <summary>Compares a database with its mark, before anything of it is changed.</summary>
    /// <param name="connection">A connection to the database, in no transaction.</param>
    /// <param name="database">The path of its file, beside which the mark is.</param>
    /// <param name="acceptLoss">Whether to go on with what is left.</param>
    /// <param name="logger">Told of a loss that is accepted.</param>
    /// <exception cref="StorageException">Commits are missing.</exception>
    public static void Check(SqliteConnection connection, string database, bool acceptLoss, ILogger logger)
    {
        if (CommitMark.Read(database) is not { } mark || mark.Number <= Read(connection).Number)
        {
            return;
        }

        var stored = Read(connection);
        string since = stored.Number == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" since {stored.Time:yyyy-MM-dd HH:mm:ss}Z");
        string missing = string.Create(
            CultureInfo.InvariantCulture,
            $"{mark.Number - stored.Number} commits{since} are missing; the last of them was at {mark.Time:yyyy-MM-dd HH:mm:ss}Z");
        if (!acceptLoss)
        {
            throw new StorageException(
                StorageFailure.Corrupt,
                $"{missing}. Either its write-ahead log ({Path.GetFileName(database)}-wal) was removed or cut, or an older copy was put in its place, as when "
                + "a backup is restored. If you have the log, or a newer copy, put it back. To go on with what is left, start once with --accept-loss: what was "
                + "measured since is measured again.");
        }

        logger.LossAccepted(database, missing);
    }

    /// <summary>Begins to count.</summary>
    /// <param name="connection">Of the database, which has the newest schema.</param>
    /// <param name="database">The path of its file, beside which the mark is.</param>
    /// <param name="time">For people: when a commit was.</param>
    /// <param name="logger">Told when the mark cannot be written.</param>
    /// <exception cref="IOException">The mark cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The mark may not be written.</exception>
    public static CommitLog Open(SqliteConnection connection, string database, TimeProvider time, ILogger logger)
    {
        var last = Read(connection);
        return new CommitLog(CommitMark.Open(database, last), last, time, logger);
    }

    /// <summary>Counts the transaction that is under way.</summary>
    public void Count(Statements statements)
    {
        var now = _time.GetUtcNow();
        _next = new CommitPoint(_last.Number + 1, now);
        statements.Execute("UPDATE commits SET number = $1, time_ms = $2", _next.Number, now.ToUnixTimeMilliseconds());
    }

    /// <summary>The transaction is on the disk.</summary>
    public void Committed()
    {
        _last = _next;
        try
        {
            _mark.Write(_last);
            _wasUnmarked = false;
        }
        catch (IOException e)
        {
            // What was committed is safe; a loss would not be noticed.
            if (!_wasUnmarked)
            {
                _logger.NotMarked(e.Message);
            }

            _wasUnmarked = true;
        }
    }

    /// <summary>Closes the mark.</summary>
    public void Dispose() => _mark.Dispose();

    private static CommitPoint Read(SqliteConnection connection)
    {
        if (Schema.Scalar(connection, "SELECT COUNT(*) FROM sqlite_master WHERE name = 'commits'") == 0)
        {
            return default; // Of a version that did not count, or new.
        }

        return new CommitPoint(
            Schema.Scalar(connection, "SELECT number FROM commits"),
            DateTimeOffset.FromUnixTimeMilliseconds(Schema.Scalar(connection, "SELECT time_ms FROM commits")));
    }
}
