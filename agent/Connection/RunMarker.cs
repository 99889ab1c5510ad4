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

    /// <summary>An attempt is about to be measured. A disk that refuses the mark does not keep it from being measured.</summary>
    public void Begin(string attemptId)
    {
        lock (_gate)
        {
            _running = attemptId;
            try
            {
                DurableFile.Write(_file, Encoding.UTF8.GetBytes(attemptId));
            }
            catch (Exception e) when (DurableFile.IsDiskFault(e))
            {
                ConnectionLog.MarkFailed(_log, attemptId, e.Message);
            }
        }
    }

    /// <summary>The attempt has its result, or was dropped.</summary>
    public void End()
    {
        lock (_gate)
        {
            _running = "";
            DurableFile.TryDelete(_file);
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
