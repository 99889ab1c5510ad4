using System.Diagnostics;
using System.Globalization;
using Lts.Tests.Support;

namespace Lts.Benchmarks.Trainer;

/// <summary>The same steps in Python's PyTorch, in a process that waits while it is not asked.</summary>
internal sealed class PythonSteps : IDisposable
{
    private readonly Process _process;

    /// <summary>Starts it from what <see cref="StepModel.Save"/> wrote.</summary>
    public PythonSteps(StepSize size, string folder)
    {
        var script = Path.Combine(Repository.Root, "tests", "Lts.Benchmarks", "Trainer", "py", "step.py");
        int[] sizes = [size.Threads, size.Layers, size.Hidden, size.Heads, size.Vocabulary, size.Length, size.Batch];
        var start = new ProcessStartInfo("/usr/bin/python3", [script, folder, .. sizes.Select(n => n.ToString(CultureInfo.InvariantCulture))])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment["OPENBLAS_NUM_THREADS"] = start.Environment["OMP_NUM_THREADS"] = $"{size.Threads}";
        _process = Process.Start(start)!;
        Version = _process.StandardOutput.ReadLine()?.Split(' ').ElementAtOrDefault(1)
            ?? throw new InvalidOperationException("Python's PyTorch did not start: apt-get install python3-torch.");
    }

    /// <summary>PyTorch's version.</summary>
    public string Version { get; }

    /// <summary>Takes some steps.</summary>
    public List<StepTime> Take(int steps)
    {
        _process.StandardInput.WriteLine(steps);
        _process.StandardInput.Flush();
        var times = new List<StepTime>();
        while (_process.StandardOutput.ReadLine() is { Length: > 0 } line)
        {
            var numbers = line.Split(' ').Select(n => double.Parse(n, CultureInfo.InvariantCulture)).ToArray();
            times.Add(new StepTime(numbers[0], numbers[1], numbers[2]));
        }

        return times;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
