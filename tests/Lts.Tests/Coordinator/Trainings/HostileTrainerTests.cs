using Grpc.Core;
using Lts.Contracts;
using Lts.Protos.V1;
using Lts.Tests.Coordinator.Support;
using Lts.Tests.Support;

namespace Lts.Tests.Coordinator.Trainings;

/// <summary>A trainer that says what none should: its training fails in clear words, and everything else goes on.</summary>
public sealed class HostileTrainerTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static TheoryData<string> Faults =>
        ["nan", "infinite loss", "negative", "long text", "file above", "rooted file", "backslash", "size", "many files", "other job"];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Nonsense_FailsItsTraining_AndNothingElse(string fault)
    {
        await using var trainer = await PeerTrainer.StartAsync();
        await using var coordinator = await TestCoordinator.StartAsync(trainer: trainer.Address);
        var first = await CreateAsync(coordinator, 64);
        await HasJobAsync(trainer, first.Id);
        var word = Corrupt(trainer, first.Id, fault);

        var failed = await StateAsync(coordinator, first.Id, JobState.Failed);

        Assert.Contains(word, failed.FailureMessage, StringComparison.Ordinal);
        Assert.Contains(trainer.Address, failed.FailureMessage, StringComparison.Ordinal);
        Assert.True(failed.FailureMessage.Length < 5_000);
        Assert.Empty(failed.Artifacts);

        trainer.Artifacts = [new Artifact { Name = "model/model.safetensors", SizeBytes = 3, Sha256 = "ab" }];
        var second = await CreateAsync(coordinator, 96);
        await HasJobAsync(trainer, second.Id);
        trainer.Complete(second.Id);
        await StateAsync(coordinator, second.Id, JobState.Completed);
        Assert.Equal(2, (await coordinator.Trainings.ListTrainingsAsync(new ListTrainingsRequest())).Trainings.Count);
    }

    [Fact]
    public async Task LineOfACurveThatCannotBe_IsLeftOut_AndTheTrainingGoesOn()
    {
        await using var trainer = await PeerTrainer.StartAsync();
        await using var coordinator = await TestCoordinator.StartAsync(trainer: trainer.Address);
        var training = await CreateAsync(coordinator, 64);
        await HasJobAsync(trainer, training.Id);
        trainer.Change(training.Id, job => (job.State, job.Progress) = (JobState.Running, new TrainingProgress { Step = 3, TrainLoss = double.NaN }));

        Assert.Null((await StateAsync(coordinator, training.Id, JobState.Running)).Progress);

        trainer.Complete(training.Id);
        Assert.Equal(10, (await StateAsync(coordinator, training.Id, JobState.Completed)).Progress.Step);
    }

    [Fact]
    public async Task UpdatesWithoutEnd_AreReadAtLeisure_AndTheirEndIsSeen()
    {
        await using var trainer = await PeerTrainer.StartAsync();
        trainer.IsEndless = true;
        await using var coordinator = await TestCoordinator.StartAsync(trainer: trainer.Address);
        var training = await CreateAsync(coordinator, 64);
        await HasJobAsync(trainer, training.Id);
        trainer.Change(training.Id, job => job.State = JobState.Running);
        await StateAsync(coordinator, training.Id, JobState.Running);

        var cancelled = await coordinator.Trainings.CancelTrainingAsync(new CancelTrainingRequest { TrainingId = training.Id });

        Assert.Equal(JobState.Cancelled, cancelled.State);
    }

    [Fact]
    public async Task FileWithoutEnd_IsPassedOnNoFurtherThanItsSize()
    {
        await using var trainer = await PeerTrainer.StartAsync();
        await using var coordinator = await TestCoordinator.StartAsync(trainer: trainer.Address);
        var training = await CreateAsync(coordinator, 64);
        await HasJobAsync(trainer, training.Id);
        trainer.Complete(training.Id);
        await StateAsync(coordinator, training.Id, JobState.Completed);
        trainer.IsEndless = true;
        using var call = coordinator.Trainings.DownloadArtifact(new DownloadArtifactRequest { JobId = training.Id, Name = "model/model.safetensors" });

        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));
        var error = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(CancellationToken.None));

        Assert.Contains("sent more than the file has", error.Status.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("result.json", true)]
    [InlineData("model/model.safetensors", true)]
    [InlineData("größe/a b.txt", true)]
    [InlineData("", false)]
    [InlineData(".", false)]
    [InlineData("a//b", false)]
    [InlineData("a/", false)]
    [InlineData("a/../../b", false)]
    [InlineData("C:/x", false)]
    [InlineData("a\nb", false)]
    public void NamesOfFiles_ArePlainRelativePaths(string name, bool isPlain) =>
        Assert.Equal(isPlain, TrainerCheck.Errors([new Artifact { Name = name }]).Count == 0);

    /// <summary>What the trainer says from now on, and a word that the failure must say.</summary>
    private static string Corrupt(PeerTrainer trainer, string id, string fault)
    {
        trainer.Artifacts = fault switch
        {
            "file above" => [new Artifact { Name = "../../.ssh/authorized_keys", SizeBytes = 3 }],
            "rooted file" => [new Artifact { Name = "/etc/passwd", SizeBytes = 3 }],
            "backslash" => [new Artifact { Name = "..\\x", SizeBytes = 3 }],
            "size" => [new Artifact { Name = "model", SizeBytes = long.MaxValue }],
            "many files" => [.. Enumerable.Range(0, 1001).Select(i => new Artifact { Name = $"{i}" })],
            _ => trainer.Artifacts,
        };
        trainer.Complete(id);
        trainer.Change(id, job =>
        {
            switch (fault)
            {
                case "nan": job.Result.ValidationPerplexity = double.NaN; break;
                case "infinite loss": job.Result.ValidationLoss = double.PositiveInfinity; break;
                case "negative": job.Result.Tokens = -1; break;
                case "long text": job.Result.Device = new string('x', 1_000_000); break;
                case "other job": job.Id = "another\n"; break;
            }
        });
        return fault switch
        {
            "nan" => "result.validation_perplexity",
            "infinite loss" => "result.validation_loss",
            "negative" => "result.tokens",
            "long text" => "result.device",
            "other job" => "job 'another\\u000a'",
            "size" => "size_bytes",
            "many files" => "artifacts may have at most 1000",
            _ => "plain names",
        };
    }

    private static async Task<Training> CreateAsync(TestCoordinator coordinator, int feedForward) => Assert.Single((
        await coordinator.Trainings.CreateTrainingsAsync(new CreateTrainingsRequest
        {
            Architecture = ArchitectureMapping.ToProto(TrainingSamples.Architecture(feedForward)),
        })).Trainings);

    private static Task HasJobAsync(PeerTrainer trainer, string id) =>
        Eventually.TrueAsync("the trainer has the job", () => trainer.Jobs.ContainsKey(id), Patience);

    private static Task<Training> StateAsync(TestCoordinator coordinator, string id, JobState state) => Eventually.GetAsync(
        $"training {id} is {state}",
        async () => await coordinator.Trainings.GetTrainingAsync(new GetTrainingRequest { TrainingId = id }) is { } training && training.State == state ? training : null,
        Patience);
}
