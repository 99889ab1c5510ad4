using Grpc.Net.Client;
using Lts.Protos.V1;
using Lts.Tests.Golden.Support;
using Lts.Tests.Support;

namespace Lts.Tests.Golden.Trainer;

/// <summary>The real program on a data directory, with the golden text called docs.</summary>
internal sealed class GoldenTrainer : IAsyncDisposable
{
    /// <summary>Trained to its end.</summary>
    public const string Complete = "complete";

    /// <summary>Cancelled on its way, with a checkpoint.</summary>
    public const string Stopped = "stopped";

    /// <summary>Its text was too short.</summary>
    public const string Failed = "failed";

    /// <summary>The golden data directory, and beside it the text.</summary>
    public const string Files = "trainer/service";

    /// <summary>What stands in the golden files for the folder that they were in: a trainer writes absolute paths.</summary>
    public const string Place = "/golden-folder";

    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly TemporaryDirectory _folder = new();
    private RunningProgram? _program;
    private GrpcChannel? _channel;

    public TrainerService.TrainerServiceClient Client => new(_channel);

    public string Output => _program?.Output ?? "";

    /// <summary>A file or folder of the copy.</summary>
    public string this[string name] => _folder[name];

    /// <summary>A copy of the golden data directory.</summary>
    public static GoldenTrainer Copy()
    {
        var trainer = new GoldenTrainer();
        GoldenFiles.CopyFolder(Files, trainer._folder.FullName);
        foreach (string file in Directory.EnumerateFiles(trainer["data"], "*.json", SearchOption.AllDirectories))
        {
            File.WriteAllText(file, File.ReadAllText(file).Replace(Place, trainer._folder.FullName, StringComparison.Ordinal));
        }

        return trainer;
    }

    /// <summary>A text with the copy's folder named as in the golden files.</summary>
    public string WithoutPlace(string text) => text.Replace(_folder.FullName, Place, StringComparison.Ordinal);

    /// <summary>A data directory without jobs.</summary>
    public static GoldenTrainer Empty()
    {
        var trainer = new GoldenTrainer();
        File.Copy(GoldenFiles.PathOf($"{Files}/docs.txt"), trainer["docs.txt"]);
        File.Copy(GoldenFiles.PathOf($"{Files}/short.txt"), trainer["short.txt"]);
        return trainer;
    }

    /// <summary>Starts the service.</summary>
    public async Task ServeAsync()
    {
        _program = RunningProgram.Start(
            "Lts.Trainer", "serve", "--listen", "127.0.0.1:0", "--data", this["data"], "--corpus", $"docs={this["docs.txt"]}",
            "--corpus", $"short={this["short.txt"]}", "--ready-file", this["ready"]);
        await Eventually.TrueAsync("the service listens", () => File.Exists(this["ready"]) || _program.HasExited, Patience);
        Assert.False(_program.HasExited, Output);
        _channel = GrpcChannel.ForAddress((await File.ReadAllTextAsync(this["ready"])).Trim());
    }

    /// <summary>Waits until a job has ended.</summary>
    public Task<Job> EndedAsync(string id) => Eventually.GetAsync(
        $"the end of job {id}",
        async () => await Client.GetJobAsync(new GetJobRequest { JobId = id }) is { EndTime: not null } job ? job : null,
        Patience);

    /// <summary>Runs a verb, which must succeed, and gives what it printed.</summary>
    public static async Task<string> RunAsync(params string[] arguments)
    {
        await using var program = RunningProgram.Start("Lts.Trainer", arguments);
        Assert.True(await program.WaitAsync(Patience) == 0, program.Output);
        return program.StandardOutput;
    }

    public async ValueTask DisposeAsync()
    {
        _channel?.Dispose();
        if (_program is not null)
        {
            await _program.DisposeAsync();
        }

        _folder.Dispose();
    }
}
