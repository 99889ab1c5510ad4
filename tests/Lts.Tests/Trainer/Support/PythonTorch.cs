using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Lts.Tests.Support;
using static TorchSharp.torch;

namespace Lts.Tests.Trainer.Support;

/// <summary>The oracle: Debian's python3-torch, asked by its path, for the python3 that comes first may be another one.</summary>
internal static class PythonTorch
{
    public const string Interpreter = "/usr/bin/python3";

    /// <summary>Why tests against it are skipped, or null. Its version must be the shim's: others compute other bits.</summary>
    public static string? SkipReason { get; } = TorchFactAttribute.SkipReason ?? Missing();

    /// <summary>Runs a script of Trainer/Torch/py with libtorch on one thread.</summary>
    /// <returns>What it prints.</returns>
    public static string Run(string script, params string[] arguments)
    {
        var (code, output, errors) = Execute([ScriptFile(script), .. arguments]);
        Assert.True(code == 0, errors);
        return output;
    }

    /// <summary>The path of a script.</summary>
    public static string ScriptFile(string script) =>
        Path.Combine(Repository.Root, "tests", "Lts.Tests", "Trainer", "Torch", "py", script);

    /// <summary>Reads tensors by name that a script saved with exchange.py: a line of JSON (name, type, shape), then the elements.</summary>
    public static Dictionary<string, Tensor> Read(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var start = Array.IndexOf(bytes, (byte)'\n') + 1;
        var tensors = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        using var header = JsonDocument.Parse(bytes.AsMemory(0, start));
        foreach (var entry in header.RootElement.EnumerateArray())
        {
            var type = entry[1].GetString() switch
            {
                "float32" => ScalarType.Float32,
                "int64" => ScalarType.Int64,
                "bool" => ScalarType.Bool,
                var other => throw new InvalidDataException(other),
            };
            var tensor = empty([.. entry[2].EnumerateArray().Select(size => size.GetInt64())], type);
            var length = (int)(tensor.NumberOfElements * tensor.ElementSize);
            tensor.bytes = bytes.AsSpan(start, length);
            tensors.Add(entry[0].GetString()!, tensor);
            start += length;
        }

        return tensors;
    }

    private static string? Missing() =>
        File.Exists(Interpreter) && Execute(["-c", "import torch; assert torch.__version__.startswith('1.13')"]).Code == 0
            ? null
            : "Python's PyTorch 1.13 is not installed (on Debian: apt-get install python3-torch)";

    private static (int Code, string Output, string Errors) Execute(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Interpreter, arguments) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["OMP_NUM_THREADS"] = "1";
        start.Environment["OPENBLAS_NUM_THREADS"] = "1";
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        using var process = Process.Start(start)!;
        var errors = new StringBuilder();
        process.ErrorDataReceived += (_, e) => errors.AppendLine(e.Data);
        process.BeginErrorReadLine();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, errors.ToString());
    }
}
