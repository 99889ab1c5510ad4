using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Lts.Coordinator.Storage.Sqlite;

/// <summary>
/// The only writer of the database: one thread that takes whatever has gathered since its last commit, writes it in one transaction and
/// then completes the waiting calls (group commit). One sync of the disk thus serves many writes.
/// </summary>
internal sealed class WriteQueue : IAsyncDisposable
{
    private const int Capacity = 4096;
    private const int LargestGroup = 512;

    private readonly Channel<PendingWrite> _writes = Channel.CreateBounded<PendingWrite>(
        new BoundedChannelOptions(Capacity) { SingleReader = true });

    private readonly SqliteConnection _connection;
    private readonly Statements _statements;
    private readonly string _path;
    private readonly ILogger _logger;
    private readonly CommitLog? _commits;
    private readonly Task _thread;
    private long _busySince;

    /// <summary>Starts the thread.</summary>
    /// <param name="connection">A connection of its own; closed on disposal.</param>
    /// <param name="path">The database's file, for messages.</param>
    /// <param name="logger">Where failures go.</param>
    /// <param name="commits">Counts the commits, and is closed on disposal; <see langword="null"/> where nobody counts.</param>
    public WriteQueue(SqliteConnection connection, string path, ILogger logger, CommitLog? commits = null)
    {
        _commits = commits;
        _connection = connection;
        _statements = new Statements(connection);
        _path = path;
        _logger = logger;
        _thread = Task.Factory.StartNew(Run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>How long the transaction that is under way has been going on; zero while none is.</summary>
    public TimeSpan CurrentWrite => Interlocked.Read(ref _busySince) is > 0 and var start ? Stopwatch.GetElapsedTime(start) : TimeSpan.Zero;

    /// <summary>Queues a write; waits when too many are queued.</summary>
    /// <param name="apply">Runs on the writer's thread, twice when its first transaction fails: it must have no other effect.</param>
    /// <returns>Completes when the write is on disk.</returns>
    public async Task WriteAsync(Action<Statements> apply)
    {
        var write = new PendingWrite(apply);
        await _writes.Writer.WriteAsync(write);
        await write.Done.Task;
    }

    /// <summary>Takes no further write, waits until those it has are on disk, and closes the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        _writes.Writer.TryComplete();
        await _thread;
        _statements.Dispose();
        _commits?.Dispose();
        await _connection.DisposeAsync();
    }

    private void Run()
    {
        var group = new List<PendingWrite>();
        while (_writes.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (group.Count < LargestGroup && _writes.Reader.TryRead(out var write))
            {
                group.Add(write);
            }

            WriteGroup(group);
            Interlocked.Exchange(ref _busySince, 0);
            group.Clear();
        }
    }

    private void WriteGroup(List<PendingWrite> group)
    {
        long start = Stopwatch.GetTimestamp();
        Interlocked.Exchange(ref _busySince, start);
        if (TryCommit(group) is { } error)
        {
            // One bad write must not fail its neighbours: each gets a transaction of its own. A disk or a lock fails them all alike, and
            // trying each would wait for each.
            foreach (var write in group)
            {
                write.Finish(group.Count == 1 || error is StorageException ? error : TryCommit([write]));
            }
        }
        else
        {
            SqliteTelemetry.CommitDuration.Record(Stopwatch.GetElapsedTime(start).TotalSeconds);
            foreach (var write in group)
            {
                write.Finish(null);
            }
        }
    }

    private Exception? TryCommit(List<PendingWrite> group)
    {
        try
        {
            _statements.Execute("BEGIN IMMEDIATE");
            foreach (var write in group)
            {
                write.Apply(_statements);
            }

            _commits?.Count(_statements);
            _statements.Execute("COMMIT");
            _commits?.Committed();
            return null;
        }
        catch (SqliteException e) when (SqliteErrors.IsConstraint(e))
        {
            RollBack();
            return e;
        }
        catch (SqliteException e)
        {
            RollBack();
            var named = SqliteErrors.Name(e, _path);
            _logger.WriteFailed(named.Message, group.Count);
            return named;
        }
        catch (Exception e)
        {
            RollBack();
            return e;
        }
    }

    private void RollBack()
    {
        try
        {
            _statements.Execute("ROLLBACK");
        }
        catch (SqliteException)
        {
            // SQLite has rolled back by itself, as it does when the disk is full.
        }
    }

    private sealed class PendingWrite(Action<Statements> apply)
    {
        public Action<Statements> Apply { get; } = apply;

        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Finish(Exception? error)
        {
            if (error is null)
            {
                Done.SetResult();
            }
            else
            {
                Done.SetException(error);
            }
        }
    }
}
