using Grpc.Core;
using Lts.Hosting;
using Lts.Tests.Support;
using Lts.Trainer.Service.Jobs;
using Lts.Trainer.Service.Rpc;

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

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("""{ "id": "b" }""")]
    public void RecordThatIsDamaged_IsNamed(string content)
    {
        Directory.CreateDirectory(_folder["jobs/a"]);
        File.WriteAllText(_folder["jobs/a/job.json"], content);

        var error = Assert.Throws<UserErrorException>(() => JobStore.Open(_folder.FullName));

        Assert.Equal(ExitCode.Storage, error.ExitCode);
        Assert.Contains(Path.Combine("jobs", "a", "job.json"), error.Message, StringComparison.Ordinal);
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
