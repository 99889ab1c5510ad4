using System.Text.Json;
using Lts.Hosting;
using Lts.Protos.V1;
using Lts.Tests.Cli.Client;
using Lts.Tests.Support;

namespace Lts.Tests.Cli.Commands;

public sealed class MeasureVerbTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryDirectory _folder = new();
    private PeerCoordinator _peer = null!;

    private string ArchitectureFile => _folder["arch.json"];

    public async Task InitializeAsync()
    {
        _peer = await PeerCoordinator.StartAsync();
        _peer.Updates.Writer.TryWrite(Sample.Update(StudyState.Completed));
        await File.WriteAllTextAsync(
            ArchitectureFile,
            """{"arch_type":"gpt2","n_layer":1,"d_model":64,"d_inner":128,"n_head":2,"vocab_size":100,"max_sequence_length":64}""");
    }

    public void Dispose() => _folder.Dispose();

    public async Task DisposeAsync()
    {
        await _peer.DisposeAsync();
    }

    [Fact]
    public async Task Measured_PrintsTheMeasurement()
    {
        _peer.Candidates.Add(Sample.Measured(0, 12.5));

        var run = await Run("--device", "here", "--json");

        Assert.Equal(ExitCode.Success, run.ExitCode);
        var spec = _peer.Created!.Spec;
        Assert.Matches("^measure-[0-9a-f]{8}-[0-9a-f]{6}$", spec.Name);
        Assert.Equal(["here"], spec.Devices);
        Assert.Equal(128, Assert.Single(spec.Fixed.Architectures).Layers[0].FeedForwardSize);
        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal(12.5, json.RootElement.GetProperty("candidates")[0].GetProperty("measurement").GetProperty("latency_ms").GetDouble());
    }

    [Fact]
    public async Task Failed_IsIncomplete_AndSaysWhy()
    {
        _peer.Candidates.Add(Sample.Failed(0));

        var run = await Run("--device", "here");

        Assert.Equal(ExitCode.Incomplete, run.ExitCode);
        Assert.Contains("out_of_memory: It needed more than 1 GiB.", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ImpossibleArchitecture_IsAUsageError()
    {
        await File.WriteAllTextAsync(ArchitectureFile, """{"arch_type":"gpt2","n_layer":1,"d_model":65,"d_inner":128,"n_head":2}""");

        var run = await Run("--device", "here");

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Null(_peer.Created);
    }

    private Task<CommandRun> Run(params string[] args) => CommandRun.Of(["measure", ArchitectureFile, .. args, "--coordinator", _peer.Address]);
}
