using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Lts.Hosting;

namespace Lts.Cli.Commands.Quickstart;

/// <summary>A program of ours as a child process. What it prints goes to a log; it never outlives this object.</summary>
internal sealed class ChildProgram : IAsyncDisposable
{
    private const int SigTerm = 15;
    private const int TailLines = 15;
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(8);

    private readonly Process _process;
    private readonly TextWriter _log;
    private readonly LastLines _lastLines = new(TailLines);
    private readonly string _name;

    private ChildProgram(string name, Process process, string logFile)
    {
        _name = name;
        _process = process;
        _log = TextWriter.Synchronized(new StreamWriter(logFile) { AutoFlush = true });
    }

    /// <summary>Starts a program.</summary>
    /// <param name="name">For messages.</param>
    /// <param name="dll">What to run.</param>
    /// <param name="logFile">Receives both of its streams.</param>
    /// <param name="arguments">Given to it as they are, without a shell.</param>
    public static ChildProgram Start(string name, string dll, string logFile, params string[] arguments)
    {
        var start = new ProcessStartInfo(OwnProgram.DotnetHost(), [dll, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var child = new ChildProgram(name, new Process { StartInfo = start }, logFile);
        child._process.OutputDataReceived += (_, line) => child.Write(line.Data);
        child._process.ErrorDataReceived += (_, line) => child.Write(line.Data);
        try
        {
            child._process.Start();
        }
        catch (Win32Exception e)
        {
            throw new UserErrorException($"{start.FileName} cannot be started: {e.Message}", ExitCode.NotFound, e);
        }

        child._process.BeginOutputReadLine();
        child._process.BeginErrorReadLine();
        return child;
    }

    /// <summary>Fails when the program ends, with the last lines it printed; never completes otherwise.</summary>
    public async Task FailWhenItEndsAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        throw new UserErrorException($"The {_name} ended by itself with code {_process.ExitCode}:\n{Tail()}", ExitCode.Failure);
    }

    /// <summary>Asks it to end, and ends it with its own children when it does not.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            AskToEnd();
            await ProcessEnd.WaitOrKillAsync(_process, StopLimit, TimeProvider.System);
        }

        _process.Dispose();
        await _log.DisposeAsync();
    }

    private void AskToEnd()
    {
        if (OperatingSystem.IsWindows())
        {
            _process.Kill(entireProcessTree: true); // a process without a window cannot be asked
        }
        else
        {
            _ = SendSignal(_process.Id, SigTerm);
        }
    }

    private void Write(string? line)
    {
        if (line is not null)
        {
            _log.WriteLine(line);
            _lastLines.Add(line);
        }
    }

    private string Tail() => string.Join('\n', _lastLines.ToList().Select(line => "  " + line));

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int SendSignal(int process, int signal);
}
