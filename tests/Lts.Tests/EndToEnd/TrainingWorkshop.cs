using Lts.Tests.Support;

namespace Lts.Tests.EndToEnd;

/// <summary>A real trainer beside a laboratory, with this repository's documentation as a text called docs.</summary>
internal sealed class TrainingWorkshop : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly Laboratory _laboratory;
    private RunningProgram _program = null!;

    private TrainingWorkshop(Laboratory laboratory) => _laboratory = laboratory;

    public string Address { get; private set; } = "http://127.0.0.1:0";

    public string Output => _program.Output;

    /// <summary>A file: a second or two of training for a tiny model.</summary>
    public string Configuration => _laboratory["recipe.json"];

    public static async Task<TrainingWorkshop> StartAsync(Laboratory laboratory)
    {
        var workshop = new TrainingWorkshop(laboratory);
        var text = string.Concat(Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md").Order().Select(File.ReadAllText));
        await File.WriteAllTextAsync(laboratory["docs.txt"], text);
        await File.WriteAllTextAsync(workshop.Configuration, """
            {
              "data": { "validation_fraction": 0.1 },
              "training": {
                "steps": 150, "batch_size": 4, "sequence_length": 32, "warmup_steps": 5, "log_interval_steps": 5,
                "evaluation_interval_steps": 50, "evaluation_tokens": 1024, "checkpoint_interval_steps": 10
              },
              "device": { "threads": 1 }
            }
            """);
        await workshop.StartAgainAsync();
        return workshop;
    }

    /// <summary>kill -9 of the service; its training process ends with it.</summary>
    public Task KillAsync() => _program.KillAsync();

    /// <summary>Starts the service, after the first time on the same port and data.</summary>
    public async Task StartAgainAsync()
    {
        string ready = _laboratory["trainer-ready"];
        File.Delete(ready);
        _program = RunningProgram.Start(
            "Lts.Trainer", "serve", "--listen", Address["http://".Length..], "--data", _laboratory["trainer"], "--corpus",
            $"docs={_laboratory["docs.txt"]}", "--ready-file", ready);
        await Eventually.TrueAsync("the trainer listens", () => File.Exists(ready) || _program.HasExited, StartLimit);
        Assert.False(_program.HasExited, _program.Output);
        Address = (await File.ReadAllTextAsync(ready)).Trim();
    }

    public async ValueTask DisposeAsync() => await _program.DisposeAsync();
}
