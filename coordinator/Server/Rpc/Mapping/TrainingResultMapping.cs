using Lts.Coordinator.Trainings;
using Proto = Lts.Protos.V1;

namespace Lts.Coordinator.Rpc.Mapping;

/// <summary>Results of trainings on the wire.</summary>
internal static class TrainingResultMapping
{
    /// <summary>From the wire.</summary>
    public static CandidateTraining Read(Proto.CandidateTraining message) =>
        new(message.TrainingId, message.RecipeSha256, Read(message.Result ?? new Proto.TrainingResult()));

    /// <summary>From the wire.</summary>
    public static TrainingResult Read(Proto.TrainingResult message) => new()
    {
        ArchitectureId = message.ArchitectureId,
        DecoderParameters = message.DecoderParameters,
        TotalParameters = message.TotalParameters,
        Steps = message.Steps,
        Tokens = message.Tokens,
        TrainLoss = message.TrainLoss,
        ValidationLoss = message.ValidationLoss,
        ValidationPerplexity = message.ValidationPerplexity,
        WordPerplexity = message.WordPerplexity,
        BitsPerByte = message.BitsPerByte,
        CorpusSha256 = message.CorpusSha256,
        TokenizerSha256 = message.TokenizerSha256,
        Seed = message.Seed,
        TrainingSeconds = message.TrainingS,
        Libtorch = message.Libtorch,
        Device = message.Device,
        PeakMemoryBytes = message.PeakMemoryBytes,
    };

    /// <summary>To the wire.</summary>
    public static Proto.CandidateTraining Write(CandidateTraining training) => new()
    {
        TrainingId = training.TrainingId,
        RecipeSha256 = training.RecipeSha256,
        Result = Write(training.Result),
    };

    /// <summary>To the wire.</summary>
    public static Proto.TrainingResult Write(TrainingResult result) => new()
    {
        ArchitectureId = result.ArchitectureId,
        DecoderParameters = result.DecoderParameters,
        TotalParameters = result.TotalParameters,
        Steps = result.Steps,
        Tokens = result.Tokens,
        TrainLoss = result.TrainLoss,
        ValidationLoss = result.ValidationLoss,
        ValidationPerplexity = result.ValidationPerplexity,
        WordPerplexity = result.WordPerplexity,
        BitsPerByte = result.BitsPerByte,
        CorpusSha256 = result.CorpusSha256,
        TokenizerSha256 = result.TokenizerSha256,
        Seed = result.Seed,
        TrainingS = result.TrainingSeconds,
        Libtorch = result.Libtorch,
        Device = result.Device,
        PeakMemoryBytes = result.PeakMemoryBytes,
    };
}
