using Grpc.Core;
using Lts.Protos.V1;
using Lts.Tests.Coordinator.Support;
using Lts.Tests.Support;

namespace Lts.Tests.Coordinator.Trainings;

/// <summary>A real coordinator, and a trainer that does what the test says.</summary>
public sealed class TrainingServiceTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Frontier_IsTrained_AndResultsStandWithItsCandidates()
    {
        await using var trainer = await PeerTrainer.StartAsync();
        await using var coordinator = await TestCoordinator.StartAsync(trainer: trainer.Address);
        var study = await StudyAsync(coordinator);
        var frontier = await coordinator.Studies.GetFrontierAsync(new GetFrontierRequest { StudyId = study.Id });

        var created = await CreateAsync(coordinator, study.Name, "frontier");
        foreach (var training in created)
        {
            await HasJobAsync(trainer, training.Id);
            trainer.Complete(training.Id);
            await StateAsync(coordinator, training.Id, JobState.Completed);
        }

        Assert.Equal(frontier.Candidates.Select(c => c.ArchitectureId), created.Select(t => t.ArchitectureId));
        frontier = await coordinator.Studies.GetFrontierAsync(new GetFrontierRequest { StudyId = study.Id });
        Assert.Equal(created.Select(t => t.Id), frontier.Candidates.Select(c => Assert.Single(c.Trainings).TrainingId));
        Assert.Single(frontier.Candidates.Select(c => c.Trainings[0].RecipeSha256).Distinct());
        Assert.All(frontier.Candidates, c => Assert.Equal(20, c.Trainings[0].Result.ValidationPerplexity));
        Assert.All(await coordinator.CandidatesAsync(study.Id), c => Assert.Equal(c.OnFrontier ? 1 : 0, c.Trainings.Count));
        Assert.Equal("model/model.safetensors", Assert.Single((await GetAsync(coordinator, created[0].Id)).Artifacts).Name);
    }

    [Fact]
    public async Task SameRequest_GivesTheSameTrainings_AndTakesUpWhatFailedOrWasCancelled()
    {
        await using var trainer = await PeerTrainer.StartAsync();
        await using var coordinator = await TestCoordinator.StartAsync(trainer: trainer.Address);
        var study = await StudyAsync(coordinator);
        var first = (await CreateAsync(coordinator, study.Name, "knee")).Single();
        await HasJobAsync(trainer, first.Id);

        Assert.Equal(first.Id, (await CreateAsync(coordinator, study.Id, "knee")).Single().Id);
        var cancelled = await coordinator.Trainings.CancelTrainingAsync(new CancelTrainingRequest { TrainingId = first.Id });
        Assert.Equal(JobState.Cancelled, cancelled.State);
        Assert.Equal(JobState.Cancelled, (await coordinator.Trainings.CancelTrainingAsync(new CancelTrainingRequest { TrainingId = first.Id })).State);

        Assert.Equal(JobState.Queued, (await CreateAsync(coordinator, study.Name, "knee")).Single().State);
        Assert.Equal(JobState.Queued, trainer.Jobs[first.Id].State);
        trainer.Change(first.Id, job => (job.State, job.FailureMessage) = (JobState.Failed, "It diverged."));
        Assert.Equal("It diverged.", (await StateAsync(coordinator, first.Id, JobState.Failed)).FailureMessage);

        Assert.Equal("", (await CreateAsync(coordinator, study.Name, "knee")).Single().FailureMessage);
        trainer.Complete(first.Id);
        await StateAsync(coordinator, first.Id, JobState.Completed);
        await RefusedAsync(StatusCode.FailedPrecondition, "already ended", () => coordinator.Trainings.CancelTrainingAsync(
            new CancelTrainingRequest { TrainingId = first.Id }).ResponseAsync);
        Assert.Single(await ListAsync(coordinator));
    }

    [Fact]
    public async Task SameRecipeInOtherWords_IsTheSameTraining()
    {
        await using var trainer = await PeerTrainer.StartAsync();
        trainer.FillsInDefaults = true;
        await using var coordinator = await TestCoordinator.StartAsync(trainer: trainer.Address);
        string[] same =
        [
            """{ "training": { "steps": 10, "learning_rate": 0.002 } }""",
            """{ "training": { "learning_rate": 2e-3, "steps": 10, "beta1": 0.9 } }""",
            """{ "preset": "small-cpu", "training": { "steps": 10, "learning_rate": 0.0020, "warmup_steps": 10 }, "device": { "kind": "cpu" } }""",
        ];

        var trainings = new List<Training>();
        foreach (string configuration in same)
        {
            trainings.Add(await CreateLoneAsync(coordinator, configuration));
            await HasJobAsync(trainer, trainings[0].Id);
        }

        Assert.Single(trainings.Select(t => t.Id).Distinct());
        Assert.Equal(trainings[0].Id, Assert.Single(trainer.Jobs.Keys));
        Assert.NotEqual(trainings[0].Id, (await CreateLoneAsync(coordinator, """{ "training": { "steps": 10 } }""")).Id);
        Assert.Equal(
            """{"data":{"tokenizer":{"train_vocabulary_size":512}},"preset":"small-cpu","training":{"learning_rate":0.002,"steps":10,"warmup_steps":10}}""",
            trainings[0].Spec.Configuration);
    }

    [Fact]
    public async Task PicksOfOneRequest_AreCompletedOnce_AndCheckedOnceEach()
    {
        await using var trainer = await PeerTrainer.StartAsync();
        trainer.FillsInDefaults = true;
        await using var coordinator = await TestCoordinator.StartAsync(trainer: trainer.Address);
        var study = await StudyAsync(coordinator);

        var created = await CreateAsync(coordinator, study.Name, "frontier");

        Assert.True(created.Count >= 2, "the study's frontier has too few members for this test");
        Assert.Equal(["", ""], trainer.Checked.Take(2)); // the configuration, and its preset's defaults
        Assert.Equal(created.Select(t => t.Id).Order(), trainer.Checked.Skip(2).Order());
    }

    [Fact]
    public async Task TrainerThatIsSlowToAnswer_HoldsUpNoOtherRequest()
    {
        await using var slow = await PeerTrainer.StartAsync();
        await using var other = await PeerTrainer.StartAsync();
        await using var coordinator = await TestCoordinator.StartAsync(trainer: other.Address);
        var answer = new TaskCompletionSource();
        slow.Checking = answer.Task;
        var waiting = coordinator.Trainings.CreateTrainingsAsync(
            new CreateTrainingsRequest { Architecture = Architecture(64), Trainer = slow.Address }).ResponseAsync;
        await Eventually.TrueAsync("the slow trainer is asked", () => !slow.Checked.IsEmpty, Patience);

        var created = await CreateLoneAsync(coordinator, "");

        Assert.False(waiting.IsCompleted);
        answer.SetResult();
        Assert.NotEqual(created.Id, Assert.Single((await waiting).Trainings).Id);
    }

    [Fact]
    public async Task TrainingOfBefore_KeepsItsIdAndConfiguration()
    {
        const string Configuration = """{ "training": { "learning_rate": 1e-3 } }""";
        await using var trainer = await PeerTrainer.StartAsync();
        await using var coordinator = await TestCoordinator.StartAsync(trainer: trainer.Address);
        var before = await CreateLoneAsync(coordinator, Configuration); // kept as it was written
        await HasJobAsync(trainer, before.Id);
        trainer.FillsInDefaults = true;

        var again = await CreateLoneAsync(coordinator, Configuration);

        Assert.Equal((before.Id, before.Spec.Configuration), (again.Id, again.Spec.Configuration));
        Assert.Contains("1e-3", again.Spec.Configuration, StringComparison.Ordinal);
        Assert.Single(await ListAsync(coordinator));
    }

    [Fact]
    public async Task TrainerThatIsAway_IsUnavailable_AndNothingIsKept()
    {
        await using var coordinator = await TestCoordinator.StartAsync(trainer: "http://127.0.0.1:1");
        var study = await StudyAsync(coordinator);

        await RefusedAsync(StatusCode.Unavailable, "http://127.0.0.1:1 cannot be reached", () => CreateAsync(coordinator, study.Name, "frontier"));

        Assert.Empty(await ListAsync(coordinator));
        await coordinator.RestartAsync();
        Assert.Empty(await ListAsync(coordinator));
    }

    [Fact]
    public async Task TrainerThatRefuses_IsQuoted_AndNothingIsKept()
    {
        await using var trainer = await PeerTrainer.StartAsync();
        await using var coordinator = await TestCoordinator.StartAsync(trainer: trainer.Address);
        var study = await StudyAsync(coordinator);
        trainer.Refusal = new Status(StatusCode.InvalidArgument, "the job: corpora: there is no text 'books'.");

        await RefusedAsync(StatusCode.InvalidArgument, "no text 'books'", () => CreateAsync(coordinator, study.Name, "frontier"));

        Assert.Empty(await ListAsync(coordinator));
    }

    [Fact]
    public async Task TrainerThatGoesAndComesBack_IsFollowedAgain()
    {
        await using var trainer = await PeerTrainer.StartAsync();
        await using var coordinator = await TestCoordinator.StartAsync(trainer: trainer.Address);
        var study = await StudyAsync(coordinator);
        var training = (await CreateAsync(coordinator, study.Name, "knee")).Single();
        await HasJobAsync(trainer, training.Id);
        trainer.Change(training.Id, job => (job.State, job.Progress) = (JobState.Running, new TrainingProgress { Step = 3, Steps = 10 }));
        Assert.Equal(3, (await StateAsync(coordinator, training.Id, JobState.Running)).Progress.Step);

        await trainer.StopAsync();
        await Eventually.GetAsync(
            "the trouble is told", async () => (await GetAsync(coordinator, training.Id)).Trouble is { Length: > 0 } t ? t : null, Patience);
        Assert.Equal(JobState.Running, (await GetAsync(coordinator, training.Id)).State); // trouble is no failure
        trainer.ForgetJobs(); // with its data lost it is handed the job anew
        await trainer.ListenAsync();
        await HasJobAsync(trainer, training.Id);
        trainer.Complete(training.Id);

        Assert.Equal("", (await StateAsync(coordinator, training.Id, JobState.Completed)).Trouble);
    }

    [Fact]
    public async Task CoordinatorThatIsStartedAgain_GoesOn_AndKnowsWhatWasComplete()
    {
        await using var trainer = await PeerTrainer.StartAsync();
        await using var coordinator = await TestCoordinator.StartAsync(trainer: trainer.Address);
        var study = await StudyAsync(coordinator);
        var created = await CreateAsync(coordinator, study.Name, "frontier");
        Assert.True(created.Count >= 2, "the study's frontier has too few members for this test");
        await HasJobAsync(trainer, created[0].Id);
        trainer.Complete(created[0].Id);
        var complete = await StateAsync(coordinator, created[0].Id, JobState.Completed);

        await coordinator.StopAsync();
        trainer.Complete(created[1].Id); // while nobody looks
        await coordinator.RestartAsync();

        Assert.Equal(Kept(complete), Kept(await GetAsync(coordinator, created[0].Id)));
        await StateAsync(coordinator, created[1].Id, JobState.Completed);
        Assert.Equal(created.Select(t => t.Id).Order(), (await ListAsync(coordinator)).Select(t => t.Id).Order());
    }

    [Fact]
    public async Task StreamThatEndsTooEarly_IsOpenedAgain_ButNotInHaste()
    {
        await using var trainer = await PeerTrainer.StartAsync();
        await using var coordinator = await TestCoordinator.StartAsync(trainer: trainer.Address);
        trainer.EndsStreams = true;
        var study = await StudyAsync(coordinator);
        var training = (await CreateAsync(coordinator, study.Name, "knee")).Single();
        await Eventually.TrueAsync("it is watched twice", () => trainer.WatchCount >= 2, Patience);

        Assert.InRange(trainer.WatchCount, 2, 10);
        trainer.Complete(training.Id);
        await StateAsync(coordinator, training.Id, JobState.Completed);
    }

    [Fact]
    public async Task JobThatIsRefusedLater_HasFailed_AndSaysWhy()
    {
        await using var trainer = await PeerTrainer.StartAsync();
        await using var coordinator = await TestCoordinator.StartAsync(trainer: trainer.Address);
        var study = await StudyAsync(coordinator);
        var training = (await CreateAsync(coordinator, study.Name, "knee")).Single();
        await HasJobAsync(trainer, training.Id);
        await coordinator.StopAsync();
        trainer.Refusal = new Status(StatusCode.AlreadyExists, "Job has other content.");

        await coordinator.RestartAsync();

        Assert.Contains("other content", (await StateAsync(coordinator, training.Id, JobState.Failed)).FailureMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MoreTrainingsThanAConnectionHasStreams_AreAllFollowed()
    {
        await using var trainer = await PeerTrainer.StartAsync();
        await using var coordinator = await TestCoordinator.StartAsync(trainer: trainer.Address);
        const int Count = 130;
        for (int i = 0; i < Count; i++)
        {
            await coordinator.Trainings.CreateTrainingsAsync(new CreateTrainingsRequest { Architecture = Architecture(32 + i) });
        }

        await Eventually.TrueAsync("every one is watched", () => trainer.WatchCount >= Count, Patience);
        foreach (string id in trainer.Jobs.Keys)
        {
            trainer.Complete(id);
        }

        foreach (string id in trainer.Jobs.Keys)
        {
            await StateAsync(coordinator, id, JobState.Completed);
        }
    }

    [Fact]
    public async Task TextsAndFiles_ComeFromTheTrainer_WithItsRefusals()
    {
        await using var trainer = await PeerTrainer.StartAsync();
        await using var coordinator = await TestCoordinator.StartAsync();
        var created = await coordinator.Trainings.CreateTrainingsAsync(
            new CreateTrainingsRequest { Architecture = Architecture(64), Trainer = trainer.Address["http://".Length..] });
        string id = created.Trainings.Single().Id;
        await HasJobAsync(trainer, id);
        await RefusedAsync(StatusCode.FailedPrecondition, "not complete", () => TextAsync(coordinator, id));
        trainer.Complete(id);
        await StateAsync(coordinator, id, JobState.Completed);

        Assert.Equal(" upon a time", await TextAsync(coordinator, id[..8]));
        Assert.Equal("bc", await FileAsync(coordinator, id, 1));
        await RefusedAsync(StatusCode.InvalidArgument, "top_k must be", () => TextAsync(coordinator, id, topK: -1));
        await RefusedAsync(StatusCode.OutOfRange, "3 bytes", () => FileAsync(coordinator, id, 4));
        await RefusedAsync(StatusCode.NotFound, "no training 'nonsense'", () => TextAsync(coordinator, "nonsense"));
        await trainer.StopAsync();
        await RefusedAsync(StatusCode.Unavailable, "cannot be reached", () => TextAsync(coordinator, id));
    }

    [Fact]
    public async Task EveryError_IsNamedAtOnce()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        var study = await StudyAsync(coordinator);
        var request = new CreateTrainingsRequest
        {
            StudyId = study.Name,
            Devices = { "tag:nobody" },
            Pick = "rank:0",
            Trainer = "ftp://x",
            Configuration = "{ \"data\": 1 }",
            VocabularySize = -1,
        };

        var e = await RefusedAsync(StatusCode.InvalidArgument, "5 errors", () => coordinator.Trainings.CreateTrainingsAsync(request).ResponseAsync);

        Assert.All(["tag:nobody", "rank:0", "ftp://x", "data must be", "vocabulary_size"], word => Assert.Contains(word, e.Status.Detail, StringComparison.Ordinal));
    }

    [Fact]
    public async Task WhatIsMissing_IsToldApart()
    {
        await using var trainer = await PeerTrainer.StartAsync();
        await using var coordinator = await TestCoordinator.StartAsync();
        var study = await StudyAsync(coordinator);
        Task Create(CreateTrainingsRequest request) => coordinator.Trainings.CreateTrainingsAsync(request).ResponseAsync;

        await RefusedAsync(StatusCode.FailedPrecondition, "--trainer", () => Create(new() { StudyId = study.Name, Pick = "knee" }));
        await RefusedAsync(
            StatusCode.FailedPrecondition, "rank:999", () => Create(new() { StudyId = study.Name, Pick = "rank:999", Trainer = trainer.Address }));
        await RefusedAsync(StatusCode.NotFound, "no study 'x'", () => Create(new() { StudyId = "x", Pick = "knee", Trainer = trainer.Address }));
        await RefusedAsync(StatusCode.InvalidArgument, "either a study or an architecture", () => Create(new() { Pick = "knee", Trainer = trainer.Address }));
        await RefusedAsync(
            StatusCode.InvalidArgument, "d_model", () => Create(new() { Architecture = new Architecture(), Trainer = trainer.Address }));
        await RefusedAsync(StatusCode.NotFound, "no study 'x'", () => coordinator.Trainings.ListTrainingsAsync(new ListTrainingsRequest { StudyId = "x" }).ResponseAsync);
        Assert.Empty(trainer.Submitted);
    }

    /// <summary>Without progress, which is of the moment; times are kept to the millisecond.</summary>
    private static Training Kept(Training training) => new(training)
    {
        Progress = null,
        CreateTime = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(
            DateTimeOffset.FromUnixTimeMilliseconds(training.CreateTime.ToDateTimeOffset().ToUnixTimeMilliseconds())),
        EndTime = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(
            DateTimeOffset.FromUnixTimeMilliseconds(training.EndTime.ToDateTimeOffset().ToUnixTimeMilliseconds())),
    };

    private static Architecture Architecture(int feedForward) => new()
    {
        Family = ModelFamily.Gpt2,
        HiddenSize = 32,
        Layers = { new DecoderLayer { FeedForwardSize = feedForward, HeadCount = 2 } },
        VocabularySize = 512,
        MaxSequenceLength = 64,
    };

    private static async Task<Study> StudyAsync(TestCoordinator coordinator)
    {
        await using var agent = await coordinator.ConnectAsync("one");
        _ = agent.WorkAsync();
        var study = await coordinator.Studies.CreateStudyAsync(new CreateStudyRequest { Spec = SmallSpecs.Random("trained") });
        return await coordinator.WaitForEndAsync(study.Id);
    }

    private static async Task<IReadOnlyList<Training>> CreateAsync(TestCoordinator coordinator, string study, string pick) =>
        (await coordinator.Trainings.CreateTrainingsAsync(new CreateTrainingsRequest { StudyId = study, Pick = pick })).Trainings;

    private static async Task<Training> CreateLoneAsync(TestCoordinator coordinator, string configuration) => Assert.Single((
        await coordinator.Trainings.CreateTrainingsAsync(
            new CreateTrainingsRequest { Architecture = Architecture(64), Configuration = configuration })).Trainings);

    private static async Task<IReadOnlyList<Training>> ListAsync(TestCoordinator coordinator) =>
        (await coordinator.Trainings.ListTrainingsAsync(new ListTrainingsRequest())).Trainings;

    private static async Task<Training> GetAsync(TestCoordinator coordinator, string id) =>
        await coordinator.Trainings.GetTrainingAsync(new GetTrainingRequest { TrainingId = id });

    private static Task HasJobAsync(PeerTrainer trainer, string id) =>
        Eventually.TrueAsync("the trainer has the job", () => trainer.Jobs.ContainsKey(id), Patience);

    private static Task<Training> StateAsync(TestCoordinator coordinator, string id, JobState state) => Eventually.GetAsync(
        $"training {id} is {state}", async () => await GetAsync(coordinator, id) is { } training && training.State == state ? training : null, Patience);

    private static async Task<string> TextAsync(TestCoordinator coordinator, string id, int topK = 0)
    {
        using var call = coordinator.Trainings.GenerateText(new GenerateTextRequest { JobId = id, Prompts = { "Once" }, TopK = topK });
        return string.Concat(await call.ResponseStream.ReadAllAsync().Select(piece => piece.Text).ToListAsync());
    }

    private static async Task<string> FileAsync(TestCoordinator coordinator, string id, long offset)
    {
        using var call = coordinator.Trainings.DownloadArtifact(new DownloadArtifactRequest { JobId = id, Name = "a", Offset = offset });
        return string.Concat(await call.ResponseStream.ReadAllAsync().Select(chunk => chunk.Data.ToStringUtf8()).ToListAsync());
    }

    private static async Task<RpcException> RefusedAsync(StatusCode status, string words, Func<Task> call)
    {
        var e = await Assert.ThrowsAsync<RpcException>(call);
        Assert.Equal(status, e.StatusCode);
        Assert.Contains(words, e.Status.Detail, StringComparison.Ordinal);
        return e;
    }
}
