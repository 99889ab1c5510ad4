using System.Text.Json;
using Grpc.Core;
using Lts.Cli.Commands;
using Lts.Hosting;
using Lts.Protos.V1;
using Lts.Tests.Cli.Client;
using Lts.Tests.Support;

namespace Lts.Tests.Cli.Commands;

public sealed class StudyVerbTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryDirectory _folder = new();
    private PeerCoordinator _peer = null!;

    public async Task InitializeAsync() => _peer = await PeerCoordinator.StartAsync();

    public void Dispose() => _folder.Dispose();

    public async Task DisposeAsync()
    {
        await _peer.DisposeAsync();
    }

    [Fact]
    public async Task Create_FromAFile_OptionsReplaceWhatItSays()
    {
        var file = _folder["study.yaml"];
        await File.WriteAllTextAsync(file, "name: a\nspace: gpt2-paper\nalgorithm: random\ndevices: [tag:pi]\nplan: {min_rounds: 7}\n");

        var run = await Run(
            "study", "create", "-f", file, "--name", "b", "--seed", "9", "--devices", "x", "y",
            "--time-limit", "5s", "--json");

        Assert.Equal(ExitCode.Success, run.ExitCode);
        var spec = _peer.Created!.Spec;
        Assert.Equal("b", spec.Name);
        Assert.Equal(9, spec.Seed);
        Assert.Equal(["x", "y"], spec.Devices);
        Assert.Equal(StudySpec.AlgorithmOneofCase.Random, spec.AlgorithmCase);
        Assert.Equal(7, spec.Plan.MinRounds);
        Assert.Equal(5000, spec.Plan.TimeLimitMs);
        Assert.False(_peer.Created.ValidateOnly);
        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal("s1", json.RootElement.GetProperty("id").GetString());
    }

    [Fact]
    public async Task Create_Check_CreatesNothing()
    {
        var run = await Run("study", "create", "--space", "gpt2-quickstart", "--check");

        Assert.Equal(ExitCode.Success, run.ExitCode);
        Assert.True(_peer.Created!.ValidateOnly);
        Assert.Equal(StudySpec.AlgorithmOneofCase.Evolutionary, _peer.Created.Spec.AlgorithmCase);
        Assert.Contains("Nothing was created", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_BadFile_AsksNobody()
    {
        var file = _folder["study.yaml"];
        await File.WriteAllTextAsync(file, "spcae: gpt2-paper\n");

        var run = await Run("study", "create", "-f", file);

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Null(_peer.Created);
        Assert.Contains(":1: spcae is not a field; did you mean space?", run.Error, StringComparison.Ordinal);
    }

    /// <summary>An earlier coordinator reads a message without the fields that it does not know, and says nothing.</summary>
    [Theory]
    [InlineData("space.max_sequence_length", "space: {preset: gpt2-quickstart, max_sequence_length: [64, 128]}")]
    [InlineData("space.head_counts", "space: {preset: gpt2-quickstart, per_layer: [feed_forward_size]}")]
    [InlineData("algorithm", "algorithm: {name: fixed, architectures: [{arch_type: gpt2, n_layer: 1, d_model: 64, d_inner: 128, n_head: 2}]}")]
    [InlineData("objectives", "{space: gpt2-quickstart, objectives: [latency_ms: minimize]}")]
    public async Task Create_AtACoordinatorThatWouldDropWhatIsNew_IsRefused_BeforeAnythingIsCreated(string field, string study)
    {
        _peer.Forget = spec =>
        {
            spec.Space?.Dimensions.Clear();
            spec.Space?.Ratios.Clear();
            spec.Fixed?.Architectures.ToList().ForEach(a => a.MaxSequenceLength = 0);
            if (spec.Objectives.Count == 1)
            {
                spec.Objectives[0] = new Objective { Metric = Metric.PeakMemoryMib, Direction = Direction.Minimize };
            }
        };
        var file = _folder["study.yaml"];
        await File.WriteAllTextAsync(file, study);

        var run = await Run("study", "create", "-f", file);

        Assert.Equal(ExitCode.Unavailable, run.ExitCode);
        Assert.Contains($"it does not understand {field}. ", run.Error, StringComparison.Ordinal);
        Assert.Contains("upgrade the coordinator", run.Error, StringComparison.Ordinal);
        Assert.True(_peer.Created!.ValidateOnly); // nothing else was asked
    }

    [Fact]
    public async Task Frontier_WithAFamilyThatOnlyTheCoordinatorKnows_ShowsItsName_AndSaysSo()
    {
        var newer = Sample.Measured(1, latencyMs: 5);
        newer.ArchitectureId = "mamba_0123456789abcdef0123";
        newer.Architecture = new Architecture
        {
            FamilyName = "mamba",
            HiddenSize = 48,
            Layers = { new DecoderLayer(), new DecoderLayer() },
            Dimensions = { new DimensionValues { Name = "d_state", Values = { 16 } } },
        };
        _peer.Candidates.AddRange([Sample.Measured(0, latencyMs: 4), newer]);
        _peer.Study.Spec.Space = new SearchSpaceSpec { Family = "mamba", HiddenSize = new IntRange { Min = 8, Max = 64 } };

        var run = await Run("frontier", "first", "--json");

        Assert.Equal(ExitCode.Success, run.ExitCode);
        Assert.Contains("mamba_0123456789abcdef0123", run.Output, StringComparison.Ordinal);
        Assert.Contains("1 candidate is of the family mamba, which this version of lts does not know", run.Error, StringComparison.Ordinal);
        foreach (string format in (string[])["table", "md", "csv", "html"])
        {
            run = await Run("frontier", "first", "--format", format);
            Assert.Equal(ExitCode.Success, run.ExitCode);
            Assert.Contains("mamba_01234", run.Output, StringComparison.Ordinal);
        }

        var shown = await Run("study", "show", "first", "--json");
        using var json = JsonDocument.Parse(shown.Output);
        var space = json.RootElement.GetProperty("spec").GetProperty("space");
        Assert.Equal("mamba", space.GetProperty("family").GetString());
        Assert.False(space.TryGetProperty("preset", out _));
        Assert.Equal(64, space.GetProperty("hidden_size").GetProperty("max").GetInt32());
    }

    [Fact]
    public async Task Create_Refused_ShowsTheCoordinatorsWords()
    {
        _peer.Refusal = new Status(StatusCode.AlreadyExists, "There is a study called first already; choose another name.");

        var run = await Run("study", "create", "--space", "gpt2-quickstart");

        Assert.Equal(ExitCode.Conflict, run.ExitCode);
        Assert.Equal("There is a study called first already; choose another name.", run.Error.Trim());
    }

    [Fact]
    public async Task List_Json_IsOneList()
    {
        var run = await Run("study", "list", "--json");

        using var json = JsonDocument.Parse(run.Output);
        var study = json.RootElement[0];
        Assert.Equal("completed", study.GetProperty("state").GetString());
        Assert.Equal("2026-03-01T12:00:00+00:00", study.GetProperty("create_time").GetString());
        Assert.Equal("gpt2-quickstart", study.GetProperty("spec").GetProperty("space").GetProperty("preset").GetString());
        var target = study.GetProperty("targets")[0];
        Assert.Equal(61_000, target.GetProperty("remaining_ms").GetInt64());
        Assert.Equal(3, target.GetProperty("measured_count").GetInt32());
    }

    [Fact]
    public async Task Show_IsReadable()
    {
        var run = await Run("study", "show", "first");

        Assert.Equal(ExitCode.Success, run.ExitCode);
        Assert.Contains("Study first (s1) is completed.", run.Output, StringComparison.Ordinal);
        Assert.Contains("0.2500", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', run.Output); // no colours where nobody can see them
    }

    [Fact]
    public async Task Watch_Json_IsALineAnUpdate()
    {
        _peer.Updates.Writer.TryWrite(Sample.Update(StudyState.Running, 1));
        var last = Sample.Update(StudyState.Completed, 2);
        last.ChangedCandidates.Add(Sample.Measured(0, 12.5));
        _peer.Updates.Writer.TryWrite(last);

        var run = await Run("study", "watch", "first", "--json");

        Assert.Equal(ExitCode.Success, run.ExitCode);
        var lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        using var json = JsonDocument.Parse(lines[1]);
        var candidate = json.RootElement.GetProperty("changed_candidates")[0];
        Assert.Equal(12.5, candidate.GetProperty("measurement").GetProperty("latency_ms").GetDouble());
        Assert.Equal(64 << 20, candidate.GetProperty("measurement").GetProperty("peak_bytes").GetInt64());
        Assert.Equal(64, candidate.GetProperty("architecture").GetProperty("d_model").GetInt32());
    }

    [Fact]
    public async Task Watch_WithoutATerminal_WritesPlainLinesToStandardError()
    {
        _peer.Updates.Writer.TryWrite(Sample.Update(StudyState.Running, 1));
        _peer.Updates.Writer.TryWrite(Sample.Update(StudyState.Completed, 10));

        var run = await Run("study", "watch", "first");

        Assert.Equal(
            [
                "first [here] generation 2/2, measured 1/10, failed 1, frontier 2, hypervolume 0.2500, time left about 1 min 1 s",
                "first [here] generation 2/2, measured 10/10, failed 1, frontier 2, hypervolume 0.2500, done",
            ],
            run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        Assert.Contains("Study first (s1) is completed.", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(StudyState.Failed)]
    [InlineData(StudyState.Cancelled)]
    public async Task Watch_StudyEndsWithoutItsResult_IsIncomplete(StudyState state)
    {
        _peer.Updates.Writer.TryWrite(Sample.Update(state));

        var run = await Run("study", "watch", "first");

        Assert.Equal(ExitCode.Incomplete, run.ExitCode);
    }

    [Fact]
    public async Task Watch_Stopped_SaysThatTheStudyGoesOn()
    {
        using var stop = new CancellationTokenSource();
        using var output = new StringWriter();
        using var error = new StringWriter();
        var run = LtsCommandLine.RunAsync(["study", "watch", "first", "--json", "--coordinator", _peer.Address], output, error, stop.Token);
        _peer.Updates.Writer.TryWrite(Sample.Update(StudyState.Running));
        while (_peer.Updates.Reader.Count > 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        }

        await stop.CancelAsync();

        Assert.Equal(ExitCode.Cancelled, await run);
        Assert.Contains("The study goes on", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_CancelledStudy_PromisesNoEnd()
    {
        _peer.Study = Sample.Study(StudyState.Cancelled);
        _peer.Study.Targets[0].Finished = false;

        var run = await Run("study", "show", "first");

        Assert.Contains("stopped", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("about", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cancel")]
    [InlineData("resume")]
    public async Task CancelAndResume_ShowTheStudy(string verb)
    {
        var run = await Run("study", verb, "first", "--json");

        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal("first", json.RootElement.GetProperty("name").GetString());
    }

    private Task<CommandRun> Run(params string[] args) => CommandRun.Of([.. args, "--coordinator", _peer.Address]);
}
