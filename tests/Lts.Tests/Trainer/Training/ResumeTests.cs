using Lts.Domain.Architectures;
using Lts.Tests.Support;
using Lts.Tests.Trainer.Support;

namespace Lts.Tests.Trainer.Training;

/// <summary>A run that was interrupted is, bit for bit, the run that was not.</summary>
[Collection(TorchSerial.Name)]
public sealed class ResumeTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [TorchFact]
    public async Task Run_KilledAgainAndAgain_ContinuesWithTheSameBits()
    {
        using var whole = new SmallRun();
        using var killed = new SmallRun();
        await using (var program = whole.Start())
        {
            Assert.True(await program.WaitAsync(Patience) == 0, program.Output);
        }

        // Kills at moments that depend on the machine's mood; wherever they fall, the end must be the same.
        for (var kills = 1; kills <= 3; kills++)
        {
            await using var program = killed.Start();
            var wanted = 11 * kills;
            await Eventually.TrueAsync($"step {wanted}", () => program.HasExited || killed.Progress.Any(line => line.Step >= wanted), Patience);
            await program.KillAsync();
            Assert.False(File.Exists(killed.Folder.Result));
        }

        await using (var program = killed.Start())
        {
            Assert.True(await program.WaitAsync(Patience) == 0, program.Output);
            Assert.Contains("Going on after step", program.Output, StringComparison.Ordinal);
        }

        Assert.Equal(whole.Curve, killed.Curve);
        Assert.Equal(File.ReadAllBytes(whole.LastModel), File.ReadAllBytes(killed.LastModel));
        Assert.Equal(whole.Folder.ReadResult()!.ValidationLoss, killed.Folder.ReadResult()!.ValidationLoss);
    }

    [TorchFact]
    public async Task Run_StoppedAtAnyStep_ContinuesWithTheSameBits()
    {
        using var whole = new SmallRun();
        using var stopped = new SmallRun();
        await whole.TrainAsync();
        foreach (var step in (int[])[2, 14, 16, 30])
        {
            using var stop = new CancellationTokenSource();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stopped.TrainAsync(new StopAfter(step, stop), stop: stop.Token));
            Assert.False(File.Exists(stopped.Folder.Result));
        }

        await stopped.TrainAsync();
        Assert.Equal(whole.Curve, stopped.Curve);
        Assert.Equal(File.ReadAllBytes(whole.LastModel), File.ReadAllBytes(stopped.LastModel));
    }

    [TorchFact]
    public async Task CompleteRun_IsLeftAsItIs()
    {
        using var run = new SmallRun();
        var first = await run.TrainAsync();
        var written = File.GetLastWriteTimeUtc(run.LastModel);

        Assert.Equal(first, await run.TrainAsync());
        Assert.Equal(written, File.GetLastWriteTimeUtc(run.LastModel));
    }

    [TorchFact]
    public async Task Run_LearnsAndWritesDownWhatItDid()
    {
        using var run = new SmallRun(configuration => configuration["training"]!["learning_rate"] = 0.01);
        var result = await run.TrainAsync();

        Assert.True(run.Progress[^1].ValidationLoss < run.Progress[0].TrainLoss - 0.5, "the loss did not fall");
        Assert.Equal([4, 8, 12, 15, 16, 20, 24, 28, 30, 32, 36, 40], run.Progress.Select(line => line.Step));
        Assert.Equal(Math.Exp(result.ValidationLoss), result.ValidationPerplexity, 1e-9);
        Assert.Equal(40 * 2 * 4 * 32, result.Tokens);
        Assert.True(result.WordPerplexity > result.ValidationPerplexity);
        Assert.InRange(result.BitsPerByte, 0.1, 8);
        var best = Path.Combine(run.Folder.Checkpoints, "best", "model.safetensors");
        Assert.Equal(File.ReadAllBytes(best), File.ReadAllBytes(Path.Combine(run.Folder.Model, "model.safetensors")));
        Assert.Equal(result.ArchitectureId, ArchitectureJson.Parse(File.ReadAllBytes(Path.Combine(run.Folder.Model, "architecture.json"))).Id);
        Assert.All([run.Folder.LossPage, run.Folder.LossPicture, run.Folder.Configuration, run.Folder.Tokenizer], file => Assert.True(File.Exists(file), file));
    }
}
