using System.Text.Json;
using Lts.Domain.Architectures;
using Lts.Hosting;
using Lts.Tests.Support;

namespace Lts.Tests.Cli.Commands;

public sealed class ArchVerbTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Inspect_Json_HasParametersAndSizes()
    {
        var run = await CommandRun.Of("arch", "inspect", WriteArchitecture(), "--json");

        Assert.Equal(ExitCode.Success, run.ExitCode);
        using var json = JsonDocument.Parse(run.Output);
        var report = json.RootElement;
        var architecture = ArchitectureJson.Read(report.GetProperty("architecture"));
        Assert.Equal(architecture.Id, report.GetProperty("id").GetString());
        Assert.Equal(architecture.Parameters.Decoder, report.GetProperty("decoder_parameters").GetInt64());
        Assert.Equal(architecture.Parameters.Total, report.GetProperty("total_parameters").GetInt64());
        Assert.True(report.GetProperty("onnx_bytes").GetInt64() > 4 * architecture.Parameters.Total);
        Assert.InRange(report.GetProperty("graph_bytes").GetInt64(), 1, 64 << 10);
    }

    [Fact]
    public async Task Export_WithWeights_IsAsLargeAsInspectSays()
    {
        var file = WriteArchitecture();
        var model = _folder["model.onnx"];

        var export = await CommandRun.Of("arch", "export", file, "-o", model, "--with-weights", "--seed", "3");
        var inspect = await CommandRun.Of("arch", "inspect", file, "--json");

        Assert.Equal(ExitCode.Success, export.ExitCode);
        using var json = JsonDocument.Parse(inspect.Output);
        Assert.Equal(json.RootElement.GetProperty("onnx_bytes").GetInt64(), new FileInfo(model).Length);
    }

    [Theory]
    [InlineData("--sequence", "65")]
    [InlineData("--batch", "0")]
    [InlineData("--seed", "3")]
    public async Task Export_OptionThatDoesNotFit_IsAUsageErrorAndWritesNothing(string option, string value)
    {
        var model = _folder["model.onnx"];

        var run = await CommandRun.Of("arch", "export", WriteArchitecture(), "-o", model, option, value);

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Empty(Directory.GetFiles(_folder.FullName, "model.onnx*"));
    }

    [Fact]
    public async Task Sample_SameSeed_GivesTheSameArchitectures()
    {
        var first = await CommandRun.Of("arch", "sample", "--space", "gpt2-paper", "--seed", "5", "--count", "3");
        var second = await CommandRun.Of("arch", "sample", "--space", "gpt2-paper", "--seed", "5", "--count", "3", "-o", _folder.FullName, "--json");

        Assert.Equal(3, first.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal(first.Output, second.Output);
        foreach (var file in Directory.GetFiles(_folder.FullName))
        {
            var architecture = ArchitectureJson.Parse(await File.ReadAllBytesAsync(file));
            Assert.Equal(architecture.Id, Path.GetFileNameWithoutExtension(file));
        }
    }

    [Fact]
    public async Task Inspect_MissingFile_IsNotFound() =>
        Assert.Equal(ExitCode.NotFound, (await CommandRun.Of("arch", "inspect", _folder["none.json"])).ExitCode);

    [Fact]
    public async Task Inspect_FileWithAByteOrderMark_IsRead()
    {
        var file = WriteArchitecture();
        File.WriteAllBytes(file, [0xEF, 0xBB, 0xBF, .. File.ReadAllBytes(file)]);

        Assert.Equal(ExitCode.Success, (await CommandRun.Of("arch", "inspect", file)).ExitCode);
    }

    [Theory]
    [InlineData(new byte[] { (byte)'{', (byte)'"', 0xFF, (byte)'"', (byte)':', (byte)'1', (byte)'}' }, "is not UTF-8 text")]
    [InlineData(new byte[] { (byte)'[', (byte)']' }, "an architecture is a JSON object")]
    public async Task Inspect_FileThatIsNoArchitecture_IsAUsageError(byte[] content, string expected)
    {
        var file = _folder["arch.json"];
        File.WriteAllBytes(file, content);

        var run = await CommandRun.Of("arch", "inspect", file);

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
    }

    private string WriteArchitecture()
    {
        var file = _folder["arch.json"];
        File.WriteAllText(
            file,
            """
            {"arch_type":"gpt2","n_layer":2,"d_model":64,"d_inner":[128,192],"n_head":[2,4],"vocab_size":100,"max_sequence_length":64}
            """);
        return file;
    }
}
