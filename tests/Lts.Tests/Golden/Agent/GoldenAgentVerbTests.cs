using Lts.Hosting;
using Lts.Tests.Agent;
using Lts.Tests.Agent.Measurement;
using Lts.Tests.Golden.Support;
using Lts.Tests.Support;

namespace Lts.Tests.Golden.Agent;

/// <summary>What <c>lts-agent</c> prints: the fields and their types, for the numbers are this machine's.</summary>
public sealed class GoldenAgentVerbTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task ProbeAndCalibrate_PrintTheFieldsThatTheyDid()
    {
        string probe = WithoutAccelerators(await RunAsync(ExitCode.Success, "probe", "--json"));
        string calibrate = await RunAsync(ExitCode.Success, "calibrate", "--json");
        string again = await RunAsync(ExitCode.Success, "calibrate", "--json");
        string calibrated = WithoutAccelerators(await RunAsync(ExitCode.Success, "probe", "--json"));

        GoldenFiles.HasShape("agent/verbs/probe.txt", probe);
        GoldenFiles.HasShape("agent/verbs/calibrate.txt", calibrate);
        GoldenFiles.HasShape("agent/verbs/calibrate-again.txt", again);
        GoldenFiles.HasShape("agent/verbs/probe-calibrated.txt", calibrated);
        string runtime = Assert.Single(Directory.GetFiles(_folder.FullName, "runtime-cpu.json", SearchOption.AllDirectories));
        GoldenFiles.HasShape("agent/verbs/runtime.txt", await File.ReadAllTextAsync(runtime));
    }

    [Fact]
    public async Task Measure_PrintsTheFieldsThatItDid()
    {
        await File.WriteAllBytesAsync(_folder["model.onnx"], Graphs.Tiny());
        await File.WriteAllBytesAsync(_folder["large.onnx"], Graphs.Large());

        string measured = await RunAsync(ExitCode.Success, "measure", _folder["model.onnx"], "--json", "--sequence", "16", "--max-rounds", "12");
        string failed = await RunAsync(ExitCode.Incomplete, "measure", _folder["large.onnx"], "--json", "--sequence", "16", "--memory-limit", "64MiB");

        GoldenFiles.HasShape("agent/verbs/measure.txt", measured);
        GoldenFiles.HasShape("agent/verbs/measure-failed.txt", failed);
    }

    /// <summary>There are as many as the machine has, which may be none.</summary>
    private static string WithoutAccelerators(string json)
    {
        var root = System.Text.Json.Nodes.JsonNode.Parse(json)!.AsObject();
        root["accelerators"]!.AsArray().Clear();
        return root.ToJsonString();
    }

    private async Task<string> RunAsync(int expected, params string[] arguments)
    {
        var (code, output, error) = await AgentProgram.RunAsync(_folder.FullName, arguments);
        Assert.True(code == expected, error);
        return output;
    }
}
