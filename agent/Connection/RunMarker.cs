using System.Text;
using Lts.Domain.Candidates;
using Lts.Hosting;
using Microsoft.Extensions.Logging;

namespace Lts.Agent.Connection;

/// <summary>
/// Says on the disk which attempt is being measured, so that an agent that comes up after its own death, or its device's, can tell what
/// it was at: a candidate that kills devices is found out, and no other is blamed. Safe for several threads.
/// </summary>
internal sealed class RunMarker
{
    private readonly Lock _gate = new();
    private readonly string _file;
    private readonly ILogger _log;
    private string _running = "";
    private bool _isMarked;
    private string? _interrupted;

    private RunMarker(string file, string? interrupted, ILogger log) => (_file, _interrupted, _log) = (file, interrupted, log);

    /// <summary>The attempt that is being measured; empty for none.</summary>
    public string Running
    {
        get
        {
            lock (_gate)
            {
                return _running;
            }
        }
    }

    /// <summary>The attempt that an earlier run of the agent died with and has not told yet; <see langword="null"/> for none.</summary>
    public string? Interrupted
    {
        get
        {
            lock (_gate)
            {
                return _interrupted;
            }
        }
    }

    /// <summary>Reads what an earlier run left.</summary>
    /// <param name="directory">The agent's data directory, locked by this process.</param>
    /// <param name="hasResult">Whether an attempt's result is safe: then it was finished, and interrupted by nothing.</param>
    /// <param name="log">Told of a death, and of a disk that takes no mark.</param>
    public static RunMarker Open(string directory, Predicate<string> hasResult, ILogger log)
    {
        string file = Path.Combine(directory, "running");
        string? interrupted = Read(file);
        if (interrupted is null || hasResult(interrupted))
        {
            DurableFile.TryDelete(file);
            return new RunMarker(file, null, log);
        }

        ConnectionLog.Interrupted(log, interrupted);
        return new RunMarker(file, interrupted, log);
    }

    /// <summary>The device gets ready to measure an attempt: it calibrates itself, say. Nothing is marked yet.</summary>
    public void Prepare(string attemptId)
    {
        lock (_gate)
        {
            _running = attemptId;
        }
    }

    /// <summary>
    /// The attempt's first process is about to start; does nothing for the next ones. A disk that refuses the mark does not keep it from being
    /// measured.
    /// </summary>
    public void Begin()
    {
        lock (_gate)
        {
            if (_isMarked || _running.Length == 0)
            {
                return;
            }

            _isMarked = true;
            try
            {
                DurableFile.Write(_file, Encoding.UTF8.GetBytes(_running));
            }
            catch (Exception e) when (DurableFile.IsDiskFault(e))
            {
                ConnectionLog.MarkFailed(_log, _running, e.Message);
            }
        }
    }

    /// <summary>The attempt has its result, and that is in the spool: should the mark come back, the spool tells that it was finished.</summary>
    public void End()
    {
        lock (_gate)
        {
            _running = "";
            _isMarked = false;
            DurableFile.TryDelete(_file);
        }
    }

    /// <summary>The attempt was dropped and has no result: that the mark is gone must be on the disk, or a power cut would blame it.</summary>
    public void Drop()
    {
        lock (_gate)
        {
            bool wasMarked = _isMarked;
            End();
            if (!wasMarked)
            {
                return;
            }

            try
            {
                DurableFolder.Flush(Path.GetDirectoryName(_file)!);
            }
            catch (IOException e)
            {
                ConnectionLog.MarkFailed(_log, "", e.Message);
            }
        }
    }

    /// <summary>The coordinator has been told of <see cref="Interrupted"/>.</summary>
    public void Told()
    {
        lock (_gate)
        {
            if (_interrupted is null)
            {
                return;
            }

            _interrupted = null;
            if (_running.Length == 0)
            {
                DurableFile.TryDelete(_file);
            }
        }
    }

    private static string? Read(string file)
    {
        try
        {
            string text = File.ReadAllText(file);
            return text.Length is > 0 and <= AttemptId.LongestText ? text : null;
        }
        catch (Exception e) when (DurableFile.IsDiskFault(e))
        {
            return null; // None, as a rule.
        }
    }
}
