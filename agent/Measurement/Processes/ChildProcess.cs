using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using Lts.Agent.Measurement.Protocol;
using Lts.Agent.Measurement.Rules;
using Lts.Domain.Measurements;
using Lts.Hosting;

namespace Lts.Agent.Measurement.Processes;

/// <summary>
/// A measuring process as the agent sees it: started, watched for time and memory, and certain to be gone when disposed of.
/// </summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private const int MostErrorCharacters = 1500;
    private static readonly TimeSpan WatchInterval = TimeSpan.FromMilliseconds(50);

    private readonly Process _process;
    private readonly ChildLimits _limits;
    private readonly TimeProvider _time;
    private readonly LastLines _errors = new(mostCharacters: MostErrorCharacters);
    private readonly ITimer _watchdog;
    private readonly Task _errorReader;
    private readonly long? _memoryKillsBefore = OutOfMemoryKills.Count();
    private (FailureKind, string)? _reported;
    private int _killed;
    private long _peakSeen;

    private ChildProcess(Process process, ChildLimits limits, TimeProvider time)
    {
        _process = process;
        _limits = limits;
        _time = time;
        _errorReader = ReadErrorsAsync();
        _watchdog = time.CreateTimer(_ => Watch(), null, WatchInterval, WatchInterval);
    }

    /// <summary>Its process id.</summary>
    public int Id => _process.Id;

    /// <summary>What it is doing, for messages; whoever reads its messages keeps it up to date.</summary>
    public string Doing { get; set; } = "starting";

    /// <summary>Starts a process and gives it its request; the work waits for <see cref="GoAsync"/>.</summary>
    /// <exception cref="UserErrorException">The system starts no more processes.</exception>
    public static async Task<ChildProcess> StartAsync(ChildRequest request, ChildLimits limits, TimeProvider time)
    {
        var child = new ChildProcess(await LaunchAsync(), limits, time);
        await child.WriteLineAsync(JsonSerializer.Serialize(request, ChildJson.Default.ChildRequest));
        return child;
    }

    private static async Task<Process> LaunchAsync()
    {
        try
        {
            return await ChildLauncher.StartAsync(ChildStartInfo.Create());
        }
        catch (Exception e) when (e is Win32Exception or IOException)
        {
            throw new UserErrorException($"A measuring process cannot be started: {e.Message}", ExitCode.Failure, e);
        }
    }

    /// <summary>Lets it begin. Harmless when it has ended.</summary>
    public Task GoAsync() => WriteLineAsync(ChildWords.Go(_limits.TimeLeft(_time)));

    /// <summary>Reads its next message; <see langword="null"/> when it has ended, or has reported that it failed.</summary>
    public async Task<ChildMessage?> ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            switch (ChildJson.TryReadMessage(line))
            {
                case null:
                    _errors.Add(line);
                    break;
                case FailedMessage failed:
                    _reported = (failed.Kind, failed.Message);
                    return null;
                case var message:
                    return message;
            }
        }

        return null;
    }

    /// <summary>Waits until it has ended and says how.</summary>
    public async Task<ChildEnd> EndAsync()
    {
        await _process.WaitForExitAsync(CancellationToken.None);
        await _errorReader;
        return new ChildEnd
        {
            ExitCode = _process.ExitCode,
            Killed = (KillReason)Volatile.Read(ref _killed),
            MemoryKillsSeen = _memoryKillsBefore is { } before && OutOfMemoryKills.Count() is { } now ? now > before : null,
            Reported = _reported,
            Doing = Doing,
            ErrorTail = _errors.ToString().Trim(),
            PeakSeenBytes = Interlocked.Read(ref _peakSeen),
            MemoryLimitBytes = _limits.MemoryBytes,
            TimeLimit = _limits.TimeLimit,
        };
    }

    /// <summary>Ends it now. The first reason counts.</summary>
    public void Kill(KillReason reason)
    {
        if (!_process.HasExited && Interlocked.CompareExchange(ref _killed, (int)reason, 0) == 0)
        {
            _process.Kill();
        }
    }

    /// <summary>Kills it where it still runs, and waits for its end.</summary>
    public async ValueTask DisposeAsync()
    {
        Kill(KillReason.NotNeeded);
        await EndAsync();
        await _watchdog.DisposeAsync();
        _process.Dispose();
    }

    private void Watch()
    {
        var resident = ResidentMemory.Of(_process);
        if (resident > Interlocked.Read(ref _peakSeen))
        {
            Interlocked.Exchange(ref _peakSeen, resident);
        }

        if (resident > _limits.MemoryBytes)
        {
            Kill(KillReason.MemoryLimit);
        }
        else if (_limits.TimeLeft(_time) == TimeSpan.Zero)
        {
            Kill(KillReason.TimeLimit);
        }
    }

    private async Task WriteLineAsync(string line)
    {
        try
        {
            await _process.StandardInput.WriteLineAsync(line);
            await _process.StandardInput.FlushAsync();
        }
        catch (IOException)
        {
            // It has ended; EndAsync tells how.
        }
    }

    private async Task ReadErrorsAsync()
    {
        while (await _process.StandardError.ReadLineAsync() is { } line)
        {
            _errors.Add(line);
        }
    }
}
