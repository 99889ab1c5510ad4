using System.Text;
using Lts.Protos.V1;
using Lts.Tests.Golden.Support;
using Lts.Tests.Support;
using Lts.Tests.Trainer.Support;

namespace Lts.Tests.Golden.Trainer;

/// <summary>How the golden data directory of the trainer was made.</summary>
[Collection(TorchSerial.Name)]
public sealed class GoldenTrainerWriter
{
    /// <summary>Long enough to be cancelled on its way.</summary>
    private const int ManySteps = 1200;

    [GoldenWriteFact]
    public async Task DataDirectory_IsWritten()
    {
        if (Directory.Exists(GoldenFiles.PathOf($"{GoldenTrainer.Files}/data")))
        {
            return;
        }

        await using var trainer = GoldenTrainer.Empty();
        await trainer.ServeAsync();
        await SubmitAsync(trainer, GoldenTrainer.Complete, 40, "docs");
        Assert.Equal(JobState.Completed, (await trainer.EndedAsync(GoldenTrainer.Complete)).State);
        await SubmitAsync(trainer, GoldenTrainer.Failed, 40, "short");
        Assert.Equal(JobState.Failed, (await trainer.EndedAsync(GoldenTrainer.Failed)).State);
        await SubmitAsync(trainer, GoldenTrainer.Stopped, ManySteps, "docs");
        await Eventually.GetAsync(
            "some steps",
            async () => (await trainer.Client.GetJobAsync(new GetJobRequest { JobId = GoldenTrainer.Stopped })).Progress is { Step: > 100 } line ? line : null,
            GoldenTrainer.Patience);
        await trainer.Client.CancelJobAsync(new CancelJobRequest { JobId = GoldenTrainer.Stopped });
        Assert.Equal(JobState.Cancelled, (await trainer.EndedAsync(GoldenTrainer.Stopped)).State);
        await Eventually.TrueAsync( // the process was told to stop, and writes its checkpoint first
            "the process has ended",
            () => File.ReadAllText(trainer[$"data/jobs/{GoldenTrainer.Stopped}/output.log"]).Contains("Stopped after", StringComparison.Ordinal),
            GoldenTrainer.Patience);

        foreach (string file in Directory.EnumerateFiles(trainer["data"], "*", SearchOption.AllDirectories))
        {
            string name = Path.GetRelativePath(trainer["data"], file).Replace('\\', '/');
            if (Path.GetFileName(name) is not ("loss.html" or "loss.svg" or "trainer.lock" or "lock"))
            {
                bool isText = Path.GetExtension(name) is ".json" or ".log";
                GoldenFiles.Write(
                    GoldenFiles.PathOf($"{GoldenTrainer.Files}/data/{name}"),
                    isText ? Encoding.UTF8.GetBytes(trainer.WithoutPlace(await File.ReadAllTextAsync(file))) : await File.ReadAllBytesAsync(file));
            }
        }
    }

    private static async Task SubmitAsync(GoldenTrainer trainer, string id, int steps, string corpus) =>
        await trainer.Client.SubmitJobAsync(new SubmitJobRequest { JobId = id, Spec = Spec(steps, corpus) });

    private static JobSpec Spec(int steps, string corpus) => new()
    {
        Architecture = new Architecture
        {
            Family = ModelFamily.Gpt2,
            HiddenSize = 16,
            Layers = { new DecoderLayer { FeedForwardSize = 24, HeadCount = 2 }, new DecoderLayer { FeedForwardSize = 32, HeadCount = 4 } },
            AttentionDropout = 0.1,
        },
        Configuration = $$"""
            {
              "data": { "validation_fraction": 0.1, "tokenizer": { "train_vocabulary_size": 280 } },
              "training": {
                "steps": {{steps}}, "batch_size": 4, "sequence_length": 24, "accumulation_steps": 2, "warmup_steps": 5, "dropout": 0.1,
                "log_interval_steps": 20, "evaluation_interval_steps": 40, "evaluation_tokens": 512, "checkpoint_interval_steps": 20
              },
              "device": { "threads": 1 }
            }
            """,
        Corpora = { corpus },
        Label = "golden: ünïcode",
    };
}
