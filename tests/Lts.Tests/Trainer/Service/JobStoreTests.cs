using Grpc.Core;
using Lts.Tests.Support;
using Lts.Trainer.Service.Jobs;
using Lts.Trainer.Service.Rpc;
using Lts.Trainer.Service.Running;
using Lts.Trainer.Training.Runs;

namespace Lts.Tests.Trainer.Service;

public sealed class JobStoreTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Jobs_AreReadBackAsTheyWere_InOrder()
    {
        var store = JobStore.Open(_folder.FullName);
        store.GetOrAdd("b", sequence => Job("b", sequence));
        store.GetOrAdd("a", sequence => Job("a", sequence));
        Assert.Same(store.Get("b"), store.GetOrAdd("b", _ => throw new InvalidOperationException("there is one")));
        var changed = store.Change("b", job => job with { State = JobState.Failed, FailureMessage = "why", StartCount = 2, EndTime = DateTimeOffset.UnixEpoch });

        var again = JobStore.Open(_folder.FullName);

        Assert.Equal(["b", "a"], again.All.Select(job => job.Id));
        Assert.Equal(changed with { Spec = again.Get("b").Spec }, again.Get("b"));
        Assert.True(changed.Spec.Trains(again.Get("b").Spec));
        Assert.Throws<JobNotFoundException>(() => again.Get("c"));
        Assert.Throws<JobNotFoundException>(() => again.Get("../../etc"));
    }

    [Fact]
    public void FolderWithoutARecord_IsNoJob()
    {
        Directory.CreateDirectory(_folder["jobs/half/run"]); // a submission that a crash cut short

        Assert.Empty(JobStore.Open(_folder.FullName).All);
    }

    public static TheoryData<string> DamagedRecords =>
    [
        "", "{", "null", """{ "id": "b" }""",
        """{ "id": "a", "sequence": 1, "state": "Queued", "spec": null, "device": "cpu", "create_time": "2026-01-01T00:00:00Z" }""",
        """{ "id": "a", "sequence": 1, "state": 77, "spec": { "architecture": "{}" }, "device": "cpu", "create_time": "2026-01-01T00:00:00Z" }""",
        """{ "id": "a", "sequence": 1, "state": "Queued", "spec": { "architecture": "{}" }, "device": "toaster", "create_time": "2026-01-01T00:00:00Z" }""",
    ];

    [Theory]
    [MemberData(nameof(DamagedRecords))]
    public void RecordThatIsDamaged_IsSetAside_AndTheOthersGoOn(string content)
    {
        JobStore.Open(_folder.FullName).GetOrAdd("whole", sequence => Job("whole", sequence));
        Directory.CreateDirectory(_folder["jobs/a"]);
        File.WriteAllText(_folder["jobs/a/job.json"], content);

        var store = JobStore.Open(_folder.FullName);

        Assert.Equal(["a", "whole"], store.All.Select(job => job.Id));
        var damaged = store.Get("a");
        Assert.Equal((JobState.Failed, true), (damaged.State, damaged.IsUnreadable()));
        Assert.Contains(Path.Combine("jobs", "a", "job.json"), damaged.FailureMessage, StringComparison.Ordinal);
        Assert.Null(JobMapping.ToProto(damaged, store.FolderOf("a").Run).Spec.Architecture);
        Assert.Throws<JobStateException>(() => store.Change("a", job => job with { State = JobState.Queued }));
        Assert.Equal(content, File.ReadAllText(_folder["jobs/a/job.json"])); // somebody may mend it
        Assert.Equal("whole", NextJob.For("cpu", store.All)?.Id);
    }

    [Fact]
    public void EndedJob_IsDeletedWithItsFolder_AndItsIdIsFreeAgain()
    {
        var store = JobStore.Open(_folder.FullName);
        store.GetOrAdd("a", sequence => Job("a", sequence));
        store.GetOrAdd("b", sequence => Job("b", sequence));
        Directory.CreateDirectory(_folder["jobs/a/run/checkpoints"]);
        File.WriteAllText(_folder["jobs/a/run/checkpoints/large"], "");
        Assert.Throws<JobStateException>(() => store.Delete("a"));
        store.Change("a", job => job with { State = JobState.Cancelled });

        using (RunLock.Take(store.FolderOf("a").Run))
        {
            Assert.Throws<JobStateException>(() => store.Delete("a")); // its process saves a checkpoint
        }

        store.Delete("a");

        Assert.Throws<JobNotFoundException>(() => store.Delete("a"));
        Assert.False(Directory.Exists(_folder["jobs/a"]));
        Assert.Empty(Directory.GetFileSystemEntries(_folder["deleted"]));
        Assert.Equal("b", Assert.Single(JobStore.Open(_folder.FullName).All).Id);
        Assert.Equal(3, store.GetOrAdd("a", sequence => Job("a", sequence)).Sequence);
    }

    [Fact]
    public void ChangeThatCannotBeWritten_HasNotHappened()
    {
        var store = JobStore.Open(_folder.FullName);
        store.GetOrAdd("a", sequence => Job("a", sequence));
        Directory.CreateDirectory(_folder["jobs/a/job.json.tmp"]); // where it would be written

        var error = Assert.Throws<JobNotWrittenException>(() => store.Change("a", job => job with { State = JobState.Running }));

        Assert.Equal(StatusCode.Unavailable, RpcErrors.Table.StatusOf(error)?.StatusCode);
        Assert.Contains(Path.Combine("jobs", "a", "job.json"), error.Message, StringComparison.Ordinal);
        Assert.Equal(JobState.Queued, store.Get("a").State);
        Assert.Equal(JobState.Queued, JobStore.Open(_folder.FullName).Get("a").State);
    }

    private static JobRecord Job(string id, long sequence) => new()
    {
        Id = id,
        Sequence = sequence,
        State = JobState.Queued,
        Device = "cpu",
        Spec = new JobSpec { Architecture = """{"arch_type":"gpt2","n_layer":1,"d_model":8,"d_inner":8,"n_head":2}""", Configuration = "{ }", Corpora = ["x"], Label = "ü" },
        CreateTime = DateTimeOffset.UnixEpoch,
    };
}
