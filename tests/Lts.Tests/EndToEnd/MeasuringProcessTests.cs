using Lts.Hosting;
using Lts.Onnx.Emission;
using Lts.Tests.Agent.Measurement;
using Lts.Tests.Support;

namespace Lts.Tests.EndToEnd;

/// <summary>What a measurement leaves on the device: nothing.</summary>
public sealed class MeasuringProcessTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    [LinuxFact]
    public async Task Measure_LeavesNothingInTheUsersHomeNorInTheTemporaryDirectory()
    {
        using var folder = new TemporaryDirectory();
        var home = Directory.CreateDirectory(folder["home"]);
        var temporary = Directory.CreateDirectory(folder["tmp"]);
        await File.WriteAllBytesAsync(folder["model.onnx"], Graphs.Tiny(new GraphOptions { BatchSize = 1, SequenceLength = 32 }));

        // CI=true would switch ONNX Runtime's telemetry off as well.
        await using var agent = RunningProgram.StartCommand(
            "env",
            [
                "-u", "CI", "-u", OnnxRuntimeTelemetry.Variable, $"HOME={home.FullName}", $"TMPDIR={temporary.FullName}", "DOTNET_EnableDiagnostics=0",
                "dotnet", RunningProgram.ProgramFile("Lts.Agent"), "measure", folder["model.onnx"], "--data", folder["data"], "--json",
            ]);

        Assert.True(await agent.WaitAsync(Limit) == ExitCode.Success, agent.Output);
        Assert.Empty(home.EnumerateFileSystemInfos());
        Assert.Empty(temporary.EnumerateFileSystemInfos());
    }
}
