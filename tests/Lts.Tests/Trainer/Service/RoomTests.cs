using System.Collections.Immutable;
using System.Text.Json;
using Grpc.Core;
using Lts.Protos.V1;
using Lts.Tests.Support;
using Lts.Trainer.Service.Jobs;
using Lts.Trainer.Service.Rpc;
using Lts.Trainer.Service.Running;
using Microsoft.Extensions.Logging.Abstractions;
using JobState = Lts.Trainer.Service.Jobs.JobState;

namespace Lts.Tests.Trainer.Service;

/// <summary>What does not fit: into the queue, onto the disk, beside a damaged job. Needs no libtorch.</summary>
public sealed class RoomTests
{
    [Fact]
    public async Task JobLargerThanTheDisk_IsRefused_AndLeavesNothing()
    {
        await using var trainer = await ServedTrainer.StartAsync();
        var spec = ServedTrainer.Tiny();
        (spec.Architecture.HiddenSize, spec.Architecture.VocabularySize) = (65_536, 0);
        spec.Architecture.Layers.Clear();
        spec.Architecture.Layers.Add(Enumerable.Repeat(new DecoderLayer { FeedForwardSize = 1 << 20, HeadCount = 1 }, 1000));

        foreach (bool validateOnly in (bool[])[true, false])
        {
            var error = await Status.ErrorOfAsync(async () => await trainer.Client.SubmitJobAsync(
                new SubmitJobRequest { JobId = "huge", Spec = spec, ValidateOnly = validateOnly }));
            Assert.Equal(StatusCode.ResourceExhausted, error.StatusCode);
            Assert.Contains("MiB are free", error.Status.Detail, StringComparison.Ordinal);
            Assert.Contains("DeleteJob", error.Status.Detail, StringComparison.Ordinal);
        }

        Assert.Empty((await trainer.Client.ListJobsAsync(new ListJobsRequest())).Jobs);
        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(trainer.DataDirectory, "jobs")));
    }

    [Fact]
    public async Task FullQueue_TakesNoMore_AndTakesUpNothingAgain()
    {
        using var folder = new TemporaryDirectory();
        for (var i = 1; i < JobQueue.MostWaiting; i++)
        {
            Keep(folder, $"waits{i}", i, JobState.Queued);
        }

        Keep(folder, "cancelled", 5000, JobState.Cancelled);
        var store = JobStore.Open(folder.FullName);
        await using var queue = Queue(store);

        Assert.Equal(JobState.Queued, queue.Resume("cancelled").State);
        queue.Cancel("cancelled");
        queue.Submit("last", SpecMapping.Read(Sample()));

        foreach (var refused in (Action[])
            [
                () => queue.Submit("more", SpecMapping.Read(Sample())), () => queue.Check("more", SpecMapping.Read(Sample())),
                () => queue.Resume("cancelled"),
            ])
        {
            var error = Assert.Throws<JobRoomException>(refused);
            Assert.Equal(StatusCode.ResourceExhausted, RpcErrors.Table.StatusOf(error)?.StatusCode);
            Assert.Contains($"{JobQueue.MostWaiting} jobs wait", error.Message, StringComparison.Ordinal);
        }

        Assert.Equal("last", queue.Submit("last", SpecMapping.Read(Sample())).Id); // the same again is no other job
        Assert.Equal("last", queue.Check("last", SpecMapping.Read(Sample())).Id);
        Assert.Equal("", queue.Check("", SpecMapping.Read(Sample())).Id);
    }

    [Fact]
    public async Task DamagedJob_StopsNoService_IsListed_AndCanBeDeleted()
    {
        await using var trainer = await ServedTrainer.StartAsync();
        await trainer.StopAsync();
        var damaged = trainer.FolderOf("damaged");
        Directory.CreateDirectory(damaged.FullName);
        await File.WriteAllTextAsync(damaged.Record, "{ not json");

        await trainer.StartAgainAsync();

        Assert.Contains("Job damaged is set aside", trainer.Output, StringComparison.Ordinal);
        var listed = Assert.Single((await trainer.Client.ListJobsAsync(new ListJobsRequest())).Jobs);
        Assert.Equal(("damaged", Protos.V1.JobState.Failed), (listed.Id, listed.State));
        Assert.Contains("cannot be read", listed.FailureMessage, StringComparison.Ordinal);
        Assert.Equal(listed.FailureMessage, (await trainer.WatchAsync("damaged")).Job.FailureMessage);
        Assert.Equal(StatusCode.FailedPrecondition, await Status.OfAsync(() => trainer.SubmitAsync("damaged", ServedTrainer.Tiny())));
        Assert.Equal(StatusCode.FailedPrecondition, await Status.OfAsync(async () => await trainer.Client.ResumeJobAsync(new ResumeJobRequest { JobId = "damaged" })));

        await trainer.Client.DeleteJobAsync(new DeleteJobRequest { JobId = "damaged" });

        Assert.Equal(StatusCode.NotFound, await Status.OfAsync(async () => await trainer.Client.DeleteJobAsync(new DeleteJobRequest { JobId = "damaged" })));
        Assert.False(Directory.Exists(damaged.FullName));
    }

    [Fact]
    public async Task JobThatWaitsOrRuns_IsNotDeleted_AndOneThatWasCancelledIs()
    {
        await using var trainer = await ServedTrainer.StartAsync();
        await trainer.SubmitAsync("first", ServedTrainer.Tiny(100_000));
        await trainer.SubmitAsync("second", ServedTrainer.Tiny(100_000));

        Assert.Equal(StatusCode.FailedPrecondition, await Status.OfAsync(async () => await trainer.Client.DeleteJobAsync(new DeleteJobRequest { JobId = "second" })));
        await trainer.Client.CancelJobAsync(new CancelJobRequest { JobId = "second" });
        await trainer.Client.DeleteJobAsync(new DeleteJobRequest { JobId = "second" });

        var pages = await trainer.Client.ListJobsAsync(new ListJobsRequest { PageSize = 1 });
        Assert.Equal(("first", ""), (Assert.Single(pages.Jobs).Id, pages.NextPageToken));
        Assert.Equal(StatusCode.InvalidArgument, await Status.OfAsync(async () => await trainer.Client.ListJobsAsync(new ListJobsRequest { PageToken = "no token" })));
    }

    private static Protos.V1.JobSpec Sample()
    {
        var spec = ServedTrainer.Tiny();
        spec.Corpora.Clear();
        return spec;
    }

    private static JobQueue Queue(JobStore store) => new(
        store, new JobConfiguration(ImmutableDictionary<string, string>.Empty), new JobRunner(store, TimeProvider.System, NullLogger<JobRunner>.Instance),
        TimeProvider.System, NullLogger<JobQueue>.Instance);

    private static void Keep(TemporaryDirectory folder, string id, long sequence, JobState state)
    {
        var job = new JobRecord
        {
            Id = id,
            Sequence = sequence,
            State = state,
            Device = "cpu",
            Spec = new Lts.Trainer.Service.Jobs.JobSpec { Architecture = SpecMapping.Read(Sample()).Architecture },
            CreateTime = DateTimeOffset.UnixEpoch,
        };
        Directory.CreateDirectory(folder[$"jobs/{id}"]);
        File.WriteAllBytes(folder[$"jobs/{id}/job.json"], JsonSerializer.SerializeToUtf8Bytes(job, JobJsonContext.Default.JobRecord));
    }
}
