using Grpc.Core;
using Lts.Protos.V1;
using Lts.Tests.Support;

namespace Lts.Tests.Trainer.Service;

/// <summary>What the service does not accept, with nothing left behind. Needs no libtorch.</summary>
public sealed class RefusalTests
{
    [Fact]
    public async Task BadJobs_AreRefusedWithEveryErrorAtOnce_AndLeaveNothing()
    {
        await using var trainer = await ServedTrainer.StartAsync();
        var bad = ServedTrainer.Tiny();
        bad.Architecture.HiddenSize = 33;
        bad.Corpora.Add("secrets");
        bad.Label = new string('x', 201);
        bad.Configuration = """{ "output": "/tmp/x", "data": { "sources": ["/etc"], "tokenizer": "/etc/passwd" }, "training": { "steps": -1 } }""";

        var error = await Status.ErrorOfAsync(() => trainer.SubmitAsync("../escape", bad));

        Assert.Equal(StatusCode.InvalidArgument, error.StatusCode);
        foreach (var word in (string[])["job_id", "n_head", "'secrets'", "label", "output", "data.sources", "data.tokenizer", "training.steps"])
        {
            Assert.Contains(word, error.Status.Detail, StringComparison.Ordinal);
        }

        foreach (var id in (string[])["", "..", "a/b", "A", "a b", new string('a', 65)])
        {
            Assert.Equal(StatusCode.InvalidArgument, await Status.OfAsync(() => trainer.SubmitAsync(id, ServedTrainer.Tiny())));
            Assert.Equal(StatusCode.NotFound, await Status.OfAsync(() => trainer.GetAsync(id)));
        }

        Assert.Equal(StatusCode.InvalidArgument, await Status.OfAsync(() => trainer.SubmitAsync("empty", new JobSpec())));
        Assert.Empty((await trainer.Client.ListJobsAsync(new ListJobsRequest())).Jobs);
        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(trainer.DataDirectory, "jobs")));
    }

    [Fact]
    public async Task ValidateOnly_FillsInDefaults_AndQueuesNothing()
    {
        await using var trainer = await ServedTrainer.StartAsync();

        var job = await trainer.Client.SubmitJobAsync(new SubmitJobRequest { Spec = ServedTrainer.Tiny(), ValidateOnly = true });

        Assert.Equal("cpu", job.Device);
        Assert.Contains("\"beta2\": 0.95", job.Spec.Configuration, StringComparison.Ordinal);
        Assert.DoesNotContain("docs.txt", job.Spec.Configuration, StringComparison.Ordinal);
        Assert.Empty((await trainer.Client.ListJobsAsync(new ListJobsRequest())).Jobs);
    }

    [LinuxFact]
    public async Task DirectoryThatCannotBeWritten_IsUnavailable_AndNothingIsLost()
    {
        await using var trainer = await ServedTrainer.StartAsync();
        var jobs = Path.Combine(trainer.DataDirectory, "jobs");
        Directory.Delete(jobs);
        await File.WriteAllTextAsync(jobs, "a file where the folder was");

        var error = await Status.ErrorOfAsync(() => trainer.SubmitAsync("first", ServedTrainer.Tiny()));

        Assert.Equal(StatusCode.Unavailable, error.StatusCode);
        Assert.Contains("cannot be written", error.Status.Detail, StringComparison.Ordinal);
        Assert.Equal(StatusCode.NotFound, await Status.OfAsync(() => trainer.GetAsync("first")));
    }

    [Fact]
    public async Task SecondServiceOnOneDirectory_IsRefused()
    {
        await using var trainer = await ServedTrainer.StartAsync();
        await using var second = RunningProgram.Start("Lts.Trainer", "serve", "--listen", "127.0.0.1:0", "--data", trainer.DataDirectory);

        Assert.Equal(5, await second.WaitAsync(ServedTrainer.Patience));
        Assert.Contains("Another trainer is using the data directory", second.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("docs", "write NAME=PATH")]
    [InlineData("=docs", "write NAME=PATH")]
    [InlineData("my docs=docs", "write NAME=PATH")]
    [InlineData("docs=no/such/place", "no/such/place")]
    public async Task Corpus_ThatCannotBeUsed_IsAnErrorOfUsage(string corpus, string word)
    {
        using var folder = new TemporaryDirectory();
        await using var program = RunningProgram.Start("Lts.Trainer", "serve", "--listen", "127.0.0.1:0", "--data", folder["data"], "--corpus", corpus);

        Assert.Equal(2, await program.WaitAsync(ServedTrainer.Patience));
        Assert.Contains(word, program.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["data"]));
    }
}
