using System.Diagnostics;
using System.Text;

namespace Lts.Tests.Support;

/// <summary>A real child process whose output is kept; killed when disposed.</summary>
internal sealed class RunningProgram : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _standardOutput = new();

    private RunningProgram(Process process) => _process = process;

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>Both streams so far, in order of arrival.</summary>
    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    /// <summary>Standard output alone.</summary>
    public string StandardOutput
    {
        get
        {
            lock (_output)
            {
                return _standardOutput.ToString();
            }
        }
    }

    /// <summary>Starts one of this build's programs.</summary>
    /// <param name="program">A project with an executable: <c>Lts.Coordinator</c>, <c>Lts.Agent</c>.</param>
    /// <param name="arguments">Its arguments.</param>
    public static RunningProgram Start(string program, params string[] arguments)
    {
        var dll = ProgramFile(program);
        return StartCommand("dotnet", [dll, .. arguments]);
    }

    public static RunningProgram StartCommand(
        string command, IEnumerable<string> arguments, string? workingDirectory = null, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(command, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = workingDirectory ?? Repository.Root,
        };
        start.Environment["NO_COLOR"] = "1";
        start.Environment["DOTNET_EnableDiagnostics"] = "0"; // else a killed program leaves its diagnostics socket behind
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        var program = new RunningProgram(new Process { StartInfo = start });
        program._process.OutputDataReceived += (_, line) => program.Keep(line.Data, standardOutput: true);
        program._process.ErrorDataReceived += (_, line) => program.Keep(line.Data, standardOutput: false);
        program._process.Start();
        program._process.StandardInput.Close();
        program._process.BeginOutputReadLine();
        program._process.BeginErrorReadLine();
        return program;
    }

    public static string ProgramFile(string program)
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)).Name;
        var assembly = program switch
        {
            "Lts.Cli" => "lts.dll",
            "Lts.Trainer" => "lts-trainer.dll",
            _ => "lts-agent.dll",
        };
        return Path.Combine(Repository.Root, "artifacts", "bin", program, configuration, assembly);
    }

    /// <summary>kill -9: no handler of the program runs.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Waits for the end and returns the exit code.</summary>
    public async Task<int> WaitAsync(TimeSpan limit)
    {
        using var patience = new CancellationTokenSource(limit);
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"Still running after {limit}. Its output:\n{Output}");
        }

        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private void Keep(string? line, bool standardOutput)
    {
        if (line is null)
        {
            return;
        }

        lock (_output)
        {
            _output.AppendLine(line);
            if (standardOutput)
            {
                _standardOutput.AppendLine(line);
            }
        }
    }
}
