using Lts.Domain.Architectures;
using Lts.Domain.Candidates;
using Lts.Domain.Families;
using Lts.Domain.Metrics;
using Lts.Domain.Trainings;
using Lts.Search;
using Lts.Tests.Coordinator.Storage;

namespace Lts.Tests.Coordinator.Trainings;

/// <summary>Trainings and frontiers for tests.</summary>
internal static class TrainingSamples
{
    public static DateTimeOffset Time { get; } = new(2030, 1, 2, 3, 4, 5, TimeSpan.Zero);

    /// <summary>Larger for a larger feed-forward size.</summary>
    public static Architecture Architecture(int feedForward = 64, int vocabulary = 512) =>
        new Gpt2Shape { HiddenSize = 32, Layers = [new Gpt2Layer(feedForward, 2)], VocabularySize = vocabulary, MaxSequenceLength = 64 };

    public static TrainingSpec Spec(int feedForward = 64) => new()
    {
        Architecture = Architecture(feedForward),
        Configuration = """{"data":{"tokenizer":{"train_vocabulary_size":512}}}""",
        Corpora = ["docs", "ünïcode"],
        Label = "study: gpt2_0",
    };

    public static Training Waiting(string id) =>
        new() { Id = id, StudyId = "s1", Trainer = "http://127.0.0.1:5230", Spec = Spec(), CreateTime = Time };

    public static Training Completed(string id) => Waiting(id) with
    {
        State = TrainingState.Completed,
        EndTime = Time.AddMinutes(1),
        Result = Result(),
        Files = [new TrainedFile("model/model.safetensors", 1L << 33, "ab"), new TrainedFile("result.json", 10, "cd")],
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

    /// <summary>A measured candidate.</summary>
    public static Candidate Candidate(int index, int feedForward, double latencyMs, double memoryMib, bool onFrontier = true)
    {
        var measurement = StoreSamples.Measurement(latencyMs);
        return StoreSamples.Candidate("s1", index) with
        {
            Architecture = Architecture(feedForward),
            State = CandidateState.Measured,
            Outcome = measurement with { Memory = measurement.Memory with { PeakBytes = (long)(memoryMib * (1 << 20)) } },
            DeviceClass = "cpu-1t-00000000",
            IsFeasible = true,
            IsOnFrontier = onFrontier,
        };
    }

    public static SearchProblem Problem(params Objective[] objectives) =>
        new(Lts.Domain.Spaces.SearchSpaces.Gpt2Quickstart, objectives.Length == 0 ? Objective.Defaults : [.. objectives], [], 1, null);
}
