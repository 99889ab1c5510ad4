using Lts.Hosting;
using Microsoft.Extensions.Logging;
using Proto = Lts.Protos.V1;

namespace Lts.Agent.Connection;

/// <summary>
/// Results that the coordinator has not acknowledged, on disk before they are sent. A result that the disk refuses is kept in memory and
/// tried again. None is ever dropped, and as a rule there are few: an agent without a connection finishes what it holds and gets nothing new.
/// Where a coordinator hands out leases and acknowledges nothing, no lease is taken while the spool <see cref="IsFull"/>.
/// </summary>
internal sealed class Spool
{
    /// <summary>Results with which the spool is full; those of leases that are held then still find room.</summary>
    internal const int MostResults = 256;

    /// <summary>Bytes of all results with which the spool is full.</summary>
    internal const long MostBytes = 64L << 20;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly string _directory;
    private readonly ILogger _log;

    private Spool(string directory, ILogger log) => (_directory, _log) = (directory, log);

    /// <summary>Whether no lease may be taken, for want of room for its result.</summary>
    public bool IsFull => Exceeds(MostResults, MostBytes);

    /// <summary>Whether it is at least half as full as that.</summary>
    public bool IsHalfFull => Exceeds(MostResults / 2, MostBytes / 2);

    /// <summary>Attempts with a result here.</summary>
    public IReadOnlyList<string> AttemptIds
    {
        get
        {
            lock (_gate)
            {
                return [.. _entries.Keys];
            }
        }
    }

    /// <summary>Every result here.</summary>
    public IReadOnlyList<Proto.Result> Results
    {
        get
        {
            lock (_gate)
            {
                return [.. _entries.Values.Select(e => e.Result)];
            }
        }
    }

    /// <summary>Opens the spool and reads what an earlier run left. Damaged files are dropped with a warning.</summary>
    /// <exception cref="IOException">The directory cannot be made or read.</exception>
    public static Spool Open(string directory, ILogger log)
    {
        Directory.CreateDirectory(directory);
        foreach (var temporary in Directory.EnumerateFiles(directory, "*" + DurableFile.TemporarySuffix))
        {
            DurableFile.TryDelete(temporary);
        }

        var spool = new Spool(directory, log);
        foreach (var file in Directory.EnumerateFiles(directory, "*" + SpoolFile.Suffix).Order(StringComparer.Ordinal))
        {
            if (SpoolFile.Decode(File.ReadAllBytes(file)) is { } result)
            {
                spool._entries[result.AttemptId] = new Entry(result, OnDisk: true);
            }
            else
            {
                ConnectionLog.SpoolDamaged(log, file);
                DurableFile.TryDelete(file);
            }
        }

        if (spool._entries.Count > 0)
        {
            ConnectionLog.SpoolLoaded(log, spool._entries.Count);
        }

        return spool;
    }

    /// <summary>The result of an attempt, where it is here.</summary>
    public Proto.Result? Find(string attemptId)
    {
        lock (_gate)
        {
            return _entries.GetValueOrDefault(attemptId)?.Result;
        }
    }

    /// <summary>Takes a result in and writes it to the disk. Never fails: what the disk refuses waits in memory.</summary>
    public void Put(Proto.Result result)
    {
        lock (_gate)
        {
            _entries[result.AttemptId] = new Entry(result, TryWrite(result));
        }
    }

    /// <summary>Tries again to write what the disk refused.</summary>
    public void RetryUnwritten()
    {
        lock (_gate)
        {
            foreach (var entry in _entries.Values.Where(e => !e.OnDisk).ToList())
            {
                if (TryWrite(entry.Result))
                {
                    _entries[entry.Result.AttemptId] = entry with { OnDisk = true };
                    ConnectionLog.SpoolRecovered(_log, entry.Result.AttemptId);
                }
            }
        }
    }

    /// <summary>Forgets a result: it was acknowledged, or is no longer wanted.</summary>
    public void Remove(string attemptId)
    {
        lock (_gate)
        {
            if (_entries.Remove(attemptId))
            {
                DurableFile.TryDelete(PathOf(attemptId));
            }
        }
    }

    private bool Exceeds(int results, long bytes)
    {
        lock (_gate)
        {
            return _entries.Count >= results || _entries.Values.Sum(entry => (long)entry.Bytes) >= bytes;
        }
    }

    private bool TryWrite(Proto.Result result)
    {
        try
        {
            DurableFile.Write(PathOf(result.AttemptId), SpoolFile.Encode(result));
            return true;
        }
        catch (Exception e) when (DurableFile.IsDiskFault(e))
        {
            ConnectionLog.SpoolFailed(_log, result.AttemptId, e.Message, _directory);
            return false;
        }
    }

    private string PathOf(string attemptId) => Path.Combine(_directory, SpoolFile.NameOf(attemptId));

    private sealed record Entry(Proto.Result Result, bool OnDisk)
    {
        public int Bytes { get; } = Result.CalculateSize();
    }
}
