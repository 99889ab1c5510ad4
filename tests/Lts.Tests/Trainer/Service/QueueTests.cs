using Lts.Protos.V1;
using Lts.Tests.Trainer.Support;

namespace Lts.Tests.Trainer.Service;

/// <summary>Several jobs on one device, and people who change their minds.</summary>
public sealed class QueueTests
{
    private const int Long = 100_000;

    [TorchFact]
    public async Task Jobs_WaitForTheDevice_AndACancelledOneGoesOnFromItsCheckpoint()
    {
        await using var trainer = await ServedTrainer.StartAsync();
        await trainer.SubmitAsync("long", ServedTrainer.Tiny(Long));
        await trainer.SubmitAsync("second", ServedTrainer.Tiny());
        await trainer.SubmitAsync("third", ServedTrainer.Tiny());
        await trainer.SubmitAsync("never", ServedTrainer.Tiny());
        await trainer.ReachesAsync("long", 8);
        Assert.Equal(JobState.Queued, (await trainer.GetAsync("second")).State);
        Assert.Equal(JobState.Cancelled, (await CancelAsync(trainer, "never")).State);

        Assert.Equal(JobState.Cancelled, (await CancelAsync(trainer, "long")).State);
        Assert.Equal(JobState.Cancelled, (await CancelAsync(trainer, "long")).State);
        var (second, _) = await trainer.WatchAsync("second");
        var (third, _) = await trainer.WatchAsync("third");

        Assert.Equal((JobState.Completed, JobState.Completed), (second.State, third.State));
        Assert.True(second.EndTime <= third.StartTime, $"{second.EndTime} {third.StartTime}");
        var never = await trainer.GetAsync("never");
        Assert.Equal((JobState.Cancelled, 0, null), (never.State, never.StartCount, never.StartTime));
        await ResumeAsync(trainer, "long");
    }

    [TorchFact]
    public async Task JobThatDiverges_FailsWithWhatHappened_AndTheNextIsTrained()
    {
        await using var trainer = await ServedTrainer.StartAsync();
        await trainer.SubmitAsync("wild", ServedTrainer.Tiny(400, learningRate: 10));
        await trainer.SubmitAsync("calm", ServedTrainer.Tiny());

        var (wild, _) = await trainer.WatchAsync("wild");
        var (calm, _) = await trainer.WatchAsync("calm");

        Assert.Equal(JobState.Failed, wild.State);
        Assert.Contains("diverged at step", wild.FailureMessage, StringComparison.Ordinal);
        Assert.DoesNotContain("Prepared", wild.FailureMessage, StringComparison.Ordinal); // only what it said last
        Assert.Equal(1, wild.StartCount);
        Assert.Equal(JobState.Completed, calm.State);
    }

    /// <summary>Where there is no GPU it fails, with words; either way it does not wait for the processor's job.</summary>
    [TorchFact]
    public async Task JobOfAnotherDevice_DoesNotWait()
    {
        await using var trainer = await ServedTrainer.StartAsync();
        await trainer.SubmitAsync("processor", ServedTrainer.Tiny(Long));
        var spec = ServedTrainer.Tiny();
        spec.Configuration = spec.Configuration.Replace("\"threads\": 1", "\"kind\": \"cuda\"", StringComparison.Ordinal);
        Assert.Equal("cuda", (await trainer.SubmitAsync("graphics", spec)).Device);

        var (graphics, _) = await trainer.WatchAsync("graphics");
        await trainer.ReachesAsync("processor", 4);

        Assert.Equal(1, graphics.StartCount);
        Assert.True(graphics.State == JobState.Completed || graphics.FailureMessage.Contains("device.kind", StringComparison.Ordinal), graphics.FailureMessage);
        Assert.Equal(JobState.Running, (await trainer.GetAsync("processor")).State);
    }

    private static async Task ResumeAsync(ServedTrainer trainer, string id)
    {
        var reached = (await trainer.GetAsync(id)).Progress.Step;
        var resumed = await trainer.Client.ResumeJobAsync(new ResumeJobRequest { JobId = id });
        Assert.Equal(JobState.Queued, resumed.State);
        await trainer.ReachesAsync(id, reached + 4);
        var job = await trainer.GetAsync(id);
        Assert.Equal((JobState.Running, 2), (job.State, job.StartCount));
        Assert.Contains("Going on after step", await File.ReadAllTextAsync(trainer.FolderOf(id).Log), StringComparison.Ordinal);
    }

    private static async Task<Job> CancelAsync(ServedTrainer trainer, string id) =>
        await trainer.Client.CancelJobAsync(new CancelJobRequest { JobId = id });
}
