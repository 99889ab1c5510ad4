using Lts.Coordinator.Storage;
using Lts.Coordinator.Trainings;
using Lts.Domain.Architectures;

namespace Lts.Tests.Coordinator.Trainings;

/// <summary>Trainings for tests.</summary>
internal static class TrainingSamples
{
    public static DateTimeOffset Time { get; } = new(2030, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public static Architecture Architecture(int feedForward = 64) =>
        new() { HiddenSize = 32, Layers = [new DecoderLayer(feedForward, 2)], VocabularySize = 512, MaxSequenceLength = 64 };

    public static TrainingJob Job(int feedForward = 64) => new()
    {
        Architecture = Architecture(feedForward),
        TakesVocabularyOfTokenizer = true,
        Configuration = """{"data":{"tokenizer":{"train_vocabulary_size":400}}}""",
        Corpora = ["docs", "ünïcode"],
        Label = "study: gpt2_0",
    };

    public static TrainingRow Row(string id, int feedForward = 64) => new()
    {
        Id = id,
        StudyId = "s1",
        StudyName = "my study",
        Trainer = "http://127.0.0.1:5230",
        Job = Job(feedForward),
        CreateTime = Time,
    };

    public static TrainingProgress Progress(int step = 40, double? validationLoss = 3.5) => new()
    {
        Step = step,
        Steps = 100,
        Tokens = step * 128L,
        TrainLoss = 3.25,
        LearningRate = 1e-3,
        GradientNorm = 0.5,
        TokensPerSecond = 1234.5,
        ElapsedSeconds = step / 2.0,
        ValidationLoss = validationLoss,
    };

    public static TrainingResult Result(double validationLoss = 3) => new()
    {
        ArchitectureId = "gpt2_1",
        DecoderParameters = 1000,
        TotalParameters = 2000,
        Steps = 100,
        Tokens = 12800,
        TrainLoss = 2.5,
        ValidationLoss = validationLoss,
        ValidationPerplexity = Math.Exp(validationLoss),
        WordPerplexity = 300,
        BitsPerByte = 2,
        CorpusSha256 = "c",
        TokenizerSha256 = "t",
        Seed = 1,
        TrainingSeconds = 50,
        Libtorch = "2.6",
        Device = "cpu",
        PeakMemoryBytes = 1L << 33,
    };

    public static TrainingRow Completed(string id) => Row(id) with
    {
        State = TrainingState.Completed,
        EndTime = Time.AddMinutes(1),
        Progress = Progress(100),
        Result = Result(),
        Artifacts = [new TrainingArtifact("model/model.safetensors", 1 << 20, "ab"), new TrainingArtifact("result.json", 10, "cd")],
    };
}
