using System.Diagnostics;

namespace Lts.Tests.Onnx;

/// <summary>A test that asks ONNX's own checker, Debian's python3-onnx; skipped where that is not installed.</summary>
internal sealed class PythonOnnxTheoryAttribute : TheoryAttribute
{
    public const string Interpreter = "/usr/bin/python3";

    private static readonly Lazy<bool> Installed = new(() => File.Exists(Interpreter) && Run("import onnx").ExitCode == 0);

    public PythonOnnxTheoryAttribute()
    {
        if (!Installed.Value)
        {
            Skip = "ONNX's checker is not installed (on Debian: apt-get install python3-onnx)";
        }
    }

    /// <summary>Runs a Python program.</summary>
    public static (int ExitCode, string Output) Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(Interpreter, ["-c", program, .. arguments]) { RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var output = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }
}
