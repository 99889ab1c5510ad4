using Lts.Protos.V1;
using Lts.Tests.Coordinator.Support;
using Lts.Tests.Coordinator.Trainings;
using Lts.Tests.Support;

namespace Lts.Tests.Golden.Coordinator;

/// <summary>Leaves a training in every state behind, by a trainer that trains nothing.</summary>
internal static class GoldenTrainings
{
    private const string Configuration =
        """{ "training": { "steps": 500, "learning_rate": 0.001, "batch_size": 4 }, "data": { "tokenizer": { "train_vocabulary_size": 512 } } }""";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Two recipes over the frontier of the study <c>evolution</c>, and one architecture of no study.</summary>
    public static async Task PlayAsync(TestCoordinator coordinator, PeerTrainer trainer)
    {
        var first = await CreateAsync(coordinator, new CreateTrainingsRequest
        {
            StudyId = "evolution",
            Pick = "frontier",
            Configuration = Configuration,
            Corpora = { "books", "ünïcode" },
        });
        Assert.InRange(first.Count, 6, 40);
        await CompleteAsync(coordinator, trainer, first[0], 3.25);
        await CompleteAsync(coordinator, trainer, first[1], 3.5);
        await CompleteAsync(coordinator, trainer, first[2], 800); // its perplexity is infinite
        await ChangeAsync(coordinator, trainer, first[3], JobState.Failed, job => job.FailureMessage = "It diverged.\nLower the learning rate.");
        await coordinator.Trainings.CancelTrainingAsync(new CancelTrainingRequest { TrainingId = first[4] });
        await ChangeAsync(coordinator, trainer, first[5], JobState.Running, job => job.Progress = Progress());

        var second = await CreateAsync(coordinator, new CreateTrainingsRequest { StudyId = "evolution", Pick = "knee", VocabularySize = 1024 });
        await CompleteAsync(coordinator, trainer, second[0], 2.75);

        await LoneAsync(coordinator, trainer);
    }

    /// <summary>One architecture of no study, trained to its end.</summary>
    public static async Task<string> LoneAsync(TestCoordinator coordinator, PeerTrainer trainer)
    {
        var request = new CreateTrainingsRequest { Architecture = GoldenStudies.Fixed.Fixed.Architectures[1], Configuration = Configuration };
        string id = Assert.Single(await CreateAsync(coordinator, request));
        await CompleteAsync(coordinator, trainer, id, 4);
        return id;
    }

    private static async Task<List<string>> CreateAsync(TestCoordinator coordinator, CreateTrainingsRequest request) =>
        [.. (await coordinator.Trainings.CreateTrainingsAsync(request)).Trainings.Select(t => t.Id)];

    private static TrainingProgress Progress() => new()
    {
        Step = 123,
        Steps = 500,
        Tokens = 15_744,
        TrainLoss = 5.5,
        LearningRate = 0.00075,
        GradientNorm = 1.25,
        TokensPerSecond = 1000.5,
        ElapsedS = 15.75,
        ValidationLoss = 5.75,
        ValidationPerplexity = 314.2,
        BitsPerByte = 2.5,
    };

    private static Task CompleteAsync(TestCoordinator coordinator, PeerTrainer trainer, string id, double loss) =>
        ChangeAsync(coordinator, trainer, id, JobState.Completed, job =>
        {
            job.Progress = Progress();
            job.Result = new TrainingResult
            {
                ArchitectureId = "gpt2_0123456789abcdef0123",
                DecoderParameters = 98_765,
                TotalParameters = 164_301,
                Steps = 500,
                Tokens = 64_000,
                TrainLoss = loss - 0.25,
                ValidationLoss = loss,
                ValidationPerplexity = Math.Exp(loss),
                WordPerplexity = Math.Exp(loss * 1.5),
                BitsPerByte = loss / 2,
                CorpusSha256 = new string('c', 64),
                TokenizerSha256 = new string('d', 64),
                Seed = 1234,
                TrainingS = 61.5,
                Libtorch = "2.6.0",
                Device = "cpu, 2 threads",
                PeakMemoryBytes = 345L << 20,
            };
        });

    private static async Task ChangeAsync(
        TestCoordinator coordinator, PeerTrainer trainer, string id, JobState state, Action<Job> change)
    {
        await Eventually.TrueAsync("the trainer has the job", () => trainer.Jobs.ContainsKey(id), Patience);
        trainer.Change(id, job =>
        {
            job.State = state;
            change(job);
        });
        await Eventually.GetAsync(
            $"training {id} is {state}",
            async () => (await coordinator.Trainings.GetTrainingAsync(new GetTrainingRequest { TrainingId = id })).State == state ? id : null,
            Patience);
    }
}
