using System.Diagnostics;
using System.Text;
using Lts.Agent.Measurement.Protocol;
using Lts.Hosting;

namespace Lts.Agent.Measurement.Processes;

/// <summary>How this program starts itself as a measuring process.</summary>
internal static class ChildStartInfo
{
    private const string ProgramName = "lts-agent";

    /// <summary>A managed heap of 256 MiB is far more than the process needs, and reserving little makes it start faster.</summary>
    private const string HeapLimit = "0x10000000";

    /// <summary>The command, its pipes and its environment.</summary>
    public static ProcessStartInfo Create()
    {
        var (file, arguments) = Command();
        var start = new ProcessStartInfo(file, [.. arguments, ChildWords.Verb])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        start.Environment["DOTNET_GCHeapHardLimit"] = HeapLimit;
        start.Environment["DOTNET_gcServer"] = "0";
        start.Environment["DOTNET_gcConcurrent"] = "0";
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        start.Environment[OnnxRuntimeTelemetry.Variable] = OnnxRuntimeTelemetry.Off;
        return start;
    }

    private static (string File, string[] FirstArguments) Command()
    {
#pragma warning disable IL3000 // empty in a single file, which is expected
        return OwnProgram.Command(ProgramName, typeof(ChildStartInfo).Assembly.Location);
#pragma warning restore IL3000
    }
}
