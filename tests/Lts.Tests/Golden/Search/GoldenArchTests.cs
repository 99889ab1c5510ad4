using System.Security.Cryptography;
using System.Text.Json;
using Lts.Tests.Cli.Commands;
using Lts.Tests.Golden.Support;
using Lts.Tests.Support;

namespace Lts.Tests.Golden.Search;

/// <summary>What <c>lts arch</c> prints and writes.</summary>
public sealed class GoldenArchTests
{
    public static TheoryData<string> Presets => [.. GoldenSearches.Presets];

    [Theory]
    [MemberData(nameof(Presets))]
    public async Task Sample_PrintsWhatItDid(string preset) =>
        GoldenFiles.IsJson($"search/arch-sample-{preset}.json", await RunAsync("arch", "sample", "--space", preset, "--seed", "3", "--count", "5", "--json"));

    [Theory]
    [MemberData(nameof(Presets))]
    public async Task InspectAndExport_SayAndWriteWhatTheyDid(string preset)
    {
        using var folder = new TemporaryDirectory();
        var lines = GoldenSearches.Samples(preset, 3).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var said = new List<string>();
        foreach (string line in lines)
        {
            await File.WriteAllTextAsync(folder["a.json"], line);
            said.Add(await RunAsync("arch", "inspect", folder["a.json"], "--json"));
            said.Add(await ExportAsync(folder, "--sequence", "64", "--batch", "2"));
            said.Add(await ExportAsync(folder, "--past", "--last-logits"));
        }

        GoldenFiles.IsJson($"search/arch-{preset}.json", string.Join('\n', said), "path");
    }

    /// <summary>What the verb says, and the hash of what it wrote.</summary>
    private static async Task<string> ExportAsync(TemporaryDirectory folder, params string[] options)
    {
        string said = await RunAsync(["arch", "export", folder["a.json"], "-o", folder["a.onnx"], "--json", .. options]);
        string hash = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(folder["a.onnx"])));
        File.Delete(folder["a.onnx"]);
        return said + JsonSerializer.Serialize(new { sha256 = hash });
    }

    private static async Task<string> RunAsync(params string[] arguments)
    {
        var run = await CommandRun.Of(arguments);
        Assert.True(run.ExitCode == 0, run.Error);
        return run.Output;
    }
}
