using Lts.Tests.Support;
using Lts.Trainer.Service.Jobs;
using Lts.Trainer.Service.Running;
using Microsoft.Extensions.Logging.Abstractions;

namespace Lts.Tests.Trainer.Service;

/// <summary>Jobs whose folders are damaged: no process is started for them.</summary>
public sealed class JobRunnerTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    [Fact]
    public async Task UnreadableResult_FailsTheJob_WithTheFile()
    {
        var store = Store();
        var run = store.FolderOf("bad").Run;
        Directory.CreateDirectory(run.FullName);
        await File.WriteAllTextAsync(run.Result, "{");

        await RunAsync(store);

        var job = store.Get("bad");
        Assert.Equal(JobState.Failed, job.State);
        Assert.NotNull(job.EndTime);
        Assert.Contains(run.Result, job.FailureMessage, StringComparison.Ordinal);
        Assert.Contains("ResumeJob", job.FailureMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnreadableLock_FailsTheJob_WithTheFile()
    {
        var store = Store();
        var run = store.FolderOf("bad").Run;
        Directory.CreateDirectory(run.Lock); // no file, and so as little to be opened as one without permission

        await RunAsync(store);

        Assert.Equal(JobState.Failed, store.Get("bad").State);
        Assert.Contains(run.Lock, store.Get("bad").FailureMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task JobThatCannotBeWritten_StaysAsItWas()
    {
        var store = Store();
        var folder = store.FolderOf("bad");
        Directory.CreateDirectory(folder.Run.FullName);
        await File.WriteAllTextAsync(folder.Run.Result, "{");
        File.Delete(folder.Record);
        Directory.CreateDirectory(folder.Record);

        await Assert.ThrowsAsync<JobNotWrittenException>(() => RunAsync(store));

        Assert.Equal(JobState.Running, store.Get("bad").State);
    }

    public void Dispose() => _folder.Dispose();

    private static Task RunAsync(JobStore store) =>
        new JobRunner(store, TimeProvider.System, NullLogger<JobRunner>.Instance).RunAsync("bad", CancellationToken.None);

    private JobStore Store()
    {
        var store = JobStore.Open(_folder.FullName);
        store.GetOrAdd("bad", sequence => new JobRecord
        {
            Id = "bad",
            Sequence = sequence,
            State = JobState.Running,
            Device = "cpu",
            Spec = new JobSpec { Architecture = "{}" },
            CreateTime = DateTimeOffset.UnixEpoch,
        });
        return store;
    }
}
