using System.Text.Json;
using System.Text.Json.Nodes;
using Lts.Domain.Trainings;
using Lts.Tests.Support;
using Lts.Trainer.Training;
using Lts.Trainer.Training.Checkpoints;
using Lts.Trainer.Training.Configuration;
using Lts.Trainer.Training.Progress;
using Lts.Trainer.Training.Runs;

namespace Lts.Tests.Trainer.Training;

/// <summary>A run that takes a second or two: a tiny model on this repository's own documentation.</summary>
internal sealed class SmallRun : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    public SmallRun(Action<JsonObject>? change = null)
    {
        var text = string.Concat(Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md").Order().Select(File.ReadAllText));
        File.WriteAllText(TextPath, text);
        Configure("config.json", change);
    }

    public string TextPath => _folder["text.txt"];

    public RunFolder Folder => new(_folder["run"]);

    public string ConfigurationPath => _folder["config.json"];

    public string LastModel => Path.Combine(Folder.Checkpoints, CheckpointStore.Last, "model.safetensors");

    public IReadOnlyList<TrainingProgress> Progress => ProgressLog.Read(Folder.Progress);

    /// <summary>The curve without what clocks say of it.</summary>
    public IEnumerable<TrainingProgress> Curve => Progress.Select(line => line with { ElapsedSeconds = 0, TokensPerSecond = 0 });

    /// <summary>Writes a configuration beside the others.</summary>
    public string Configure(string name, Action<JsonObject>? change)
    {
        var configuration = JsonSerializer.Deserialize<JsonObject>("""
            {
              "architecture": { "arch_type": "gpt2", "n_layer": 2, "d_model": 32, "d_inner": [48, 64], "n_head": [2, 4], "dropatt": 0.1 },
              "output": "run",
              "data": { "sources": ["text.txt"], "validation_fraction": 0.1, "tokenizer": { "train_vocabulary_size": 300 } },
              "training": {
                "steps": 40, "batch_size": 4, "sequence_length": 32, "accumulation_steps": 2, "warmup_steps": 5, "dropout": 0.1,
                "log_interval_steps": 4, "evaluation_interval_steps": 15, "evaluation_tokens": 1024, "checkpoint_interval_steps": 7
              },
              "device": { "threads": 1 }
            }
            """)!;
        change?.Invoke(configuration);
        var path = _folder[name];
        File.WriteAllText(path, configuration.ToJsonString());
        return path;
    }

    /// <summary>A copy of the run folder, and a configuration of the same run that writes there.</summary>
    public (string Configuration, string Run) CopyRun(string name)
    {
        var configuration = JsonNode.Parse(File.ReadAllText(ConfigurationPath))!;
        configuration["output"] = name;
        File.WriteAllText(_folder[name + ".json"], configuration.ToJsonString());
        foreach (var file in Directory.GetFiles(Folder.FullName, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(_folder[name], Path.GetRelativePath(Folder.FullName, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        return (_folder[name + ".json"], _folder[name]);
    }

    /// <summary>Trains in this process.</summary>
    public Task<TrainingResult> TrainAsync(ITrainingObserver? observer = null, string configuration = "config.json", CancellationToken stop = default) =>
        ConfiguredRun.RunAsync(
            ConfigurationFile.Read(_folder[configuration]), null, observer ?? new PlainProgress(TextWriter.Null),
            TimeProvider.System, stop);

    /// <summary>Trains in a process of its own.</summary>
    public RunningProgram Start() => RunningProgram.Start("Lts.Trainer", "train", ConfigurationPath);

    public void Dispose() => _folder.Dispose();
}
