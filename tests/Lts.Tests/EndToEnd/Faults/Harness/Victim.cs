using Lts.Tests.Support;

namespace Lts.Tests.EndToEnd.Faults.Harness;

/// <summary>A program to which things happen, and which is started again as a service manager would. One fault at a time.</summary>
internal sealed class Victim : IAsyncDisposable
{
    private readonly string[] _command;
    private readonly string? _shim;
    private readonly string _clock;
    private RunningProgram? _program;
    private int _fills;

    /// <summary>Prepares it; nothing runs yet.</summary>
    /// <param name="name">For messages.</param>
    /// <param name="data">Its data directory.</param>
    /// <param name="shim">The <see cref="ClockShim"/>'s library; <see langword="null"/> to leave clocks alone.</param>
    /// <param name="clock">The file of its clock.</param>
    /// <param name="command">Program and arguments.</param>
    public Victim(string name, string data, string? shim, string clock, params string[] command)
    {
        (Name, DataDirectory, _shim, _clock) = (name, data, shim, clock);
        // As a limit of file sizes reaches a program that handles it: the write fails. The signal's default would be its end.
        _command = ["-c", "trap '' XFSZ; exec \"$@\"", "sh", .. command];
        ClockShim.Set(clock, TimeSpan.Zero);
    }

    public string Name { get; }

    public string DataDirectory { get; }

    /// <summary>The disk of its data directory, where that can be filled.</summary>
    public SmallDisk? Disk { get; init; }

    public int Id => _program!.Id;

    public bool HasExited => _program is null || _program.HasExited;

    /// <summary>The end of what it said since it was started last.</summary>
    public string Output => _program?.Output is { } output ? output[Math.Max(0, output.Length - 4_000)..] : "";

    /// <summary>Runs it once more.</summary>
    public async Task StartAsync()
    {
        if (_program is not null)
        {
            await _program.DisposeAsync();
        }

        _program = RunningProgram.StartCommand(
            "sh", _command, environment: _shim is null ? null : ClockShim.Environment(_shim, _clock));
    }

    /// <summary>kill -9.</summary>
    public Task KillAsync() => _program!.KillAsync();

    /// <summary>Stops it for a while.</summary>
    public async Task PauseAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        int process = Id;
        Posix.Stop(process);
        await Task.Delay(time, TimeProvider.System, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Posix.Continue(process);
    }

    /// <summary>Lets every write that makes a file longer fail for a while: by a limit of the process, or by filling its disk.</summary>
    public async Task FillDiskAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        if (Disk is not null && ++_fills % 2 == 1)
        {
            Disk.Fill();
            await Task.Delay(time, TimeProvider.System, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Disk.Free();
            return;
        }

        int process = Id;
        Posix.ForbidFiles(process, forbid: true);
        await Task.Delay(time, TimeProvider.System, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Posix.ForbidFiles(process, forbid: false);
    }

    /// <summary>Sets its clock, also for its later lives.</summary>
    public void SetClock(TimeSpan offset) => ClockShim.Set(_clock, offset);

    public async ValueTask DisposeAsync()
    {
        if (_program is not null)
        {
            await _program.DisposeAsync();
        }
    }
}
