using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Lts.Hosting;
using Lts.Trainer.Service.Jobs;

namespace Lts.Trainer.Service.Running;

/// <summary>
/// One process that trains a job: <c>lts-trainer train RUN/config.json</c>. It holds the end of a pipe whose other end is ours: closing it asks
/// the process to stop with a checkpoint, and so does our own end, however it comes.
/// </summary>
internal sealed class TrainingProcess(JobFolder folder, TimeProvider time) : IDisposable
{
    private const string ProgramName = "lts-trainer";
    private const string ProgressWord = "step ";
    private const int KeptLines = 12;

    private readonly Process _process = new() { StartInfo = Command(folder) };
    private readonly LastLines _lastLines = new(KeptLines);
    private readonly Lock _gate = new();
    private StreamWriter? _log;

    /// <summary>The process's number.</summary>
    public int Id => _process.Id;

    /// <summary>The end of what it printed since its last line of progress.</summary>
    public string LastWords => _lastLines.ToString();

    /// <summary>Starts it.</summary>
    /// <exception cref="Win32Exception">It cannot be started.</exception>
    public void Start()
    {
        OpenLog();
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        Write(string.Create(CultureInfo.InvariantCulture, $"--- process {_process.Id}, {time.GetUtcNow():u}"));
    }

    /// <summary>Waits for its end and takes in all that it printed.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> WaitAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        return _process.ExitCode;
    }

    /// <summary>Asks it to stop after its step, with a checkpoint; it is killed when it has not within a limit.</summary>
    public async Task StopAsync(TimeSpan limit)
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has ended.
        }

        await ProcessEnd.WaitOrKillAsync(_process, limit, time);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _process.Dispose();
        lock (_gate)
        {
            _log?.Dispose();
            _log = null;
        }
    }

    private static ProcessStartInfo Command(JobFolder folder)
    {
        string[] arguments = ["train", folder.Run.Configuration, ParentProcess.Option];
        var (program, first) = OwnProgram.Command(ProgramName, Path.Combine(AppContext.BaseDirectory, ProgramName + ".dll"));
        return new ProcessStartInfo(program, [.. first, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder.FullName,
        };
    }

    private void OpenLog()
    {
        try
        {
            _log = new StreamWriter(new FileStream(folder.Log, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete)) { AutoFlush = true };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Training matters more than what is said of it.
        }
    }

    private void Keep(string? line)
    {
        if (line is null)
        {
            return;
        }

        Write(line);
        if (line.StartsWith(ProgressWord, StringComparison.Ordinal) && line.Contains(", loss ", StringComparison.Ordinal))
        {
            _lastLines.Clear(); // what was said before was no last word
        }
        else
        {
            _lastLines.Add(line);
        }
    }

    private void Write(string line)
    {
        lock (_gate)
        {
            try
            {
                _log?.WriteLine(line);
            }
            catch (IOException)
            {
                _log = null; // the disk is full
            }
        }
    }
}
