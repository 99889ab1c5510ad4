using System.Diagnostics;
using Lts.Protos.V1;
using Lts.Tests.Support;
using Lts.Tests.Trainer.Support;

namespace Lts.Tests.Trainer.Service;

/// <summary>Whatever dies, the job goes on from its checkpoint, and what comes out is what would have come out.</summary>
public sealed class InterruptionTests
{
    private const int Steps = 1500; // some seconds: time to be killed in

    [TorchFact]
    public async Task Job_WhoseServiceAndProcessAreKilled_EndsWithTheSameBits()
    {
        await using var trainer = await ServedTrainer.StartAsync();
        await trainer.SubmitAsync("whole", ServedTrainer.Tiny(Steps, checkpoint: 20));
        var (whole, curve) = await trainer.WatchAsync("whole");
        Assert.True(whole.State == JobState.Completed, whole.FailureMessage + trainer.Output);

        await trainer.SubmitAsync("killed", ServedTrainer.Tiny(Steps, checkpoint: 20));
        await trainer.ReachesAsync("killed", 24); // beyond the first checkpoint
        using (var child = Process.GetProcessById(trainer.ProcessOf("killed")))
        {
            child.Kill();
        }

        // Another process is started, and then the service dies too; its process ends with it.
        await Eventually.TrueAsync("another process goes on", () => Resumptions(trainer) == 1, ServedTrainer.Patience);
        await trainer.KillAsync();
        await trainer.StartAgainAsync();
        var (job, again) = await trainer.WatchAsync("killed");

        Assert.True(job.State == JobState.Completed, job.FailureMessage + trainer.Output);
        Assert.Equal(3, job.StartCount);
        Assert.Equal(curve.Select(WithoutClocks), again.Select(WithoutClocks));
        Assert.Equal(whole.Result.ValidationLoss, job.Result.ValidationLoss);
        Assert.Equal(2, Resumptions(trainer));
    }

    [TorchFact]
    public async Task StoppedService_LeavesACheckpoint_AndGoesOnFromThere()
    {
        await using var trainer = await ServedTrainer.StartAsync();
        // Only a stop makes checkpoints here.
        await trainer.SubmitAsync("stopped", ServedTrainer.Tiny(Steps, checkpoint: 1_000_000));
        await trainer.ReachesAsync("stopped", 8);
        await trainer.StopAsync();
        Assert.Contains("with a checkpoint", trainer.Output, StringComparison.Ordinal);
        Assert.True(Directory.Exists(Path.Combine(trainer.FolderOf("stopped").Run.Checkpoints, "last")));

        await trainer.StartAgainAsync();
        var (job, _) = await trainer.WatchAsync("stopped");

        Assert.True(job.State == JobState.Completed, job.FailureMessage + trainer.Output);
        Assert.Equal(2, job.StartCount);
        Assert.Contains("Going on after step", await File.ReadAllTextAsync(trainer.FolderOf("stopped").Log), StringComparison.Ordinal);
    }

    private static TrainingProgress WithoutClocks(TrainingProgress line) => new(line) { ElapsedS = 0, TokensPerSecond = 0 };

    /// <summary>How often a process of the job that is killed went on from a checkpoint.</summary>
    private static int Resumptions(ServedTrainer trainer)
    {
        using var log = new StreamReader(new FileStream(trainer.FolderOf("killed").Log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return log.ReadToEnd().Split("Going on after step").Length - 1;
    }
}
