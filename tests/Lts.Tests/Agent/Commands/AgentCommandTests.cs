using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Lts.Agent.Commands;
using Lts.Cli.Commands;
using Lts.Domain.Measurements;
using Lts.Hosting;
using Lts.Serving.Client;
using Lts.Tests.Agent.Measurement;
using Lts.Tests.Support;

namespace Lts.Tests.Agent.Commands;

public sealed class AgentCommandTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Measure_PrintsJson()
    {
        var (code, output, _) = await AgentProgram.RunAsync(
            _folder.FullName, "measure", Write(Graphs.Tiny()), "--json", "--sequence", "16", "--max-rounds", "20");
        Assert.Equal(ExitCode.Success, code);
        using var json = JsonDocument.Parse(output);
        Assert.True(json.RootElement.GetProperty("latency").GetProperty("latency_ms").GetDouble() > 0);
        Assert.True(json.RootElement.GetProperty("memory").GetProperty("peak_bytes").GetInt64() > 0);
        Assert.Equal("1.30.0", json.RootElement.GetProperty("context").GetProperty("onnxruntime_version").GetString());
    }

    [Theory]
    [InlineData("It is empty.")]
    [InlineData("protobuf", (byte)1, (byte)2, (byte)3)]
    public async Task Measure_OfABadGraph_NamesTheFileAndSaysWhy(string why, params byte[] content)
    {
        var file = Write(content);

        var (code, _, error) = await AgentProgram.RunAsync(_folder.FullName, "measure", file);

        Assert.Equal(ExitCode.Usage, code);
        Assert.Contains($"{file} is not an ONNX model that can be measured: ", error, StringComparison.Ordinal);
        Assert.Contains(why, error, StringComparison.Ordinal);
        Assert.Contains("lts export", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ExitCode.NotFound, "no file", "measure", "absent.onnx")]
    [InlineData(ExitCode.Usage, "--threads must be from 1", "probe", "--threads", "0")]
    [InlineData(ExitCode.Usage, "--min-rounds must not be larger", "measure", "x.onnx", "--min-rounds", "50", "--max-rounds", "5")]
    [InlineData(ExitCode.Usage, "'soon' is not a time with its unit", "measure", "x.onnx", "--time-limit", "soon")]
    [InlineData(ExitCode.Usage, "'0.01' is not a time with its unit", "measure", "x.onnx", "--time-limit", "0.01")]
    [InlineData(ExitCode.Usage, "'2 elephants' is not a size with its unit", "measure", "x.onnx", "--memory-limit", "2 elephants")]
    [InlineData(ExitCode.Usage, "--threads: 'x' is not a whole number.", "probe", "--threads", "x")]
    [InlineData(ExitCode.Usage, "--sequence-length: 'abc' is not a whole number.", "measure", "x.onnx", "--sequence-length", "abc")]
    [InlineData(ExitCode.Usage, "--max-rounds: '1.5' is not a whole number.", "measure", "x.onnx", "--max-rounds", "1.5")]
    [InlineData(ExitCode.Usage, "--relative-margin: 'wide' is not a number.", "measure", "x.onnx", "--margin", "wide")]
    [InlineData(ExitCode.Usage, "Try `lts-agent measure --help`.", "measure", "x.onnx", "--threads", "many")]
    [InlineData(ExitCode.Usage, "frobnicate", "frobnicate")]
    [InlineData(ExitCode.NotFound, "no folder", "probe", "--cuda-libraries", "/absent")]
    public async Task BadArguments_GetOneMessageAndTheirCode(int expected, string message, params string[] arguments)
    {
        var (code, output, error) = await AgentProgram.RunAsync(_folder.FullName, arguments);
        Assert.Equal(expected, code);
        Assert.Contains(message, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output + error, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", error, StringComparison.Ordinal);
        Assert.DoesNotContain("Usage:", output + error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--time-limit", "90s", "--memory-limit", "2GiB", "--relative-margin", "0.1", "--batch-size", "2", "--sequence-length", "9")]
    [InlineData("--time-limit", "1.5m", "--memory-limit", "2048MiB", "--margin", "0.1", "--batch", "2", "--sequence", "9")]
    [InlineData("--time-limit", "90", "--memory-limit", "2048", "--margin", "0.1", "--batch", "2", "--sequence", "9")]
    public void Plan_WithUnitsOrInTheFormerForm_IsTheSame(params string[] arguments)
    {
        var command = new Command("measure");
        var options = PlanOptions.AddTo(command);

        var parsed = command.Parse(arguments);

        Assert.Empty(parsed.Errors);
        Assert.Equal(
            new MeasurementPlan
            {
                TimeLimit = TimeSpan.FromSeconds(90),
                MemoryLimitBytes = 2L << 30,
                RelativeMargin = 0.1,
                BatchSize = 2,
                SequenceLength = 9,
            },
            options.Plan(parsed));
    }

    [Fact]
    public void Coordinator_HasTheDefaultOfLts()
    {
        var option = RunCommand.Create().Options.Single(o => o.Name == "--coordinator");

        Assert.Equal(CommonOptions.Coordinator.GetDefaultValue(), option.GetDefaultValue());
        Assert.Contains(CoordinatorAddress.EnvironmentVariable, option.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Calibrate_PrintsJson_AndThePreviousReferenceTheSecondTime()
    {
        using var first = JsonDocument.Parse((await AgentProgram.RunAsync(_folder.FullName, "calibrate", "--json")).Output);
        using var second = JsonDocument.Parse((await AgentProgram.RunAsync(_folder.FullName, "calibrate", "--json")).Output);
        var measured = first.RootElement.GetProperty("reference_ms").GetDouble();
        Assert.True(measured > 0);
        Assert.False(first.RootElement.TryGetProperty("previous_reference_ms", out _));
        Assert.Equal(measured, second.RootElement.GetProperty("previous_reference_ms").GetDouble());
    }

    [Fact]
    public async Task Cuda_WithoutItsLibraries_SaysWhatToDo()
    {
        var (code, _, error) = await AgentProgram.RunAsync(_folder.FullName, "probe", "--provider", "cuda");
        Assert.Equal(ExitCode.Unavailable, code);
        Assert.Contains("--cuda-libraries", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Probe_NamesTheRuntime_AndIsTheSameTwice()
    {
        var first = await AgentProgram.RunAsync(_folder.FullName, "probe", "--json");
        var second = await AgentProgram.RunAsync(_folder.FullName, "probe", "--json");
        using var json = JsonDocument.Parse(first.Output);
        using var again = JsonDocument.Parse(second.Output);
        Assert.Equal("1.30.0", json.RootElement.GetProperty("onnxruntime_version").GetString());
        Assert.Equal(json.RootElement.GetProperty("fingerprint").GetString(), again.RootElement.GetProperty("fingerprint").GetString());
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("calibration").ValueKind);
    }

    [Fact]
    public async Task Probe_InAPipe_WrapsNothing()
    {
        var (_, output, _) = await AgentProgram.RunAsync(_folder.FullName, "probe");
        using var json = JsonDocument.Parse((await AgentProgram.RunAsync(_folder.FullName, "probe", "--json")).Output);
        var instructionSets = json.RootElement.GetProperty("isa_extensions").EnumerateArray().Select(set => set.GetString());

        Assert.Contains(string.Join(' ', instructionSets), output, StringComparison.Ordinal);
    }

    [LinuxFact]
    public async Task AgentKilled_LeavesNoChildren()
    {
        using var agent = AgentProgram.Start(
            _folder.FullName, "measure", Write(Graphs.Large()), "--min-rounds", "1000000", "--max-rounds", "1000000");
        var children = await WaitForAsync(() => ChildrenOf(agent.Id) is { Count: > 0 } found ? found : null);
        Signals.Send(agent.Id, Signals.Kill);
        await agent.WaitForExitAsync();
        Assert.NotNull(await WaitForAsync(() => children.All(c => !Directory.Exists($"/proc/{c}")) ? "gone" : null));
    }

    private string Write(byte[] graph)
    {
        var path = _folder["model.onnx"];
        File.WriteAllBytes(path, graph);
        return path;
    }

    private static async Task<T> WaitForAsync<T>(Func<T?> look)
        where T : class
    {
        using var timeout = new CancellationTokenSource(Patience);
        T? found;
        while ((found = look()) is null)
        {
            await Task.Delay(Interval, TimeProvider.System, timeout.Token);
        }

        return found;
    }

    private static List<int> ChildrenOf(int parent)
    {
        var threads = Directory.EnumerateDirectories($"/proc/{parent}/task").Select(t => Path.Combine(t, "children"));
        return [.. threads.SelectMany(t => File.ReadAllText(t).Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(c => int.Parse(c, CultureInfo.InvariantCulture))];
    }
}
