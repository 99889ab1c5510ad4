using Lts.Coordinator.Client.Json;
using Lts.Protos.V1;

namespace Lts.Coordinator.Client;

/// <summary>Trainings as what <c>--json</c> prints.</summary>
internal static class TrainingJsonMapping
{
    public static CandidateTrainingJson ToJson(CandidateTraining training) =>
        new(training.TrainingId, training.RecipeSha256, ToJson(training.Result ?? new TrainingResult()));

    public static TrainingResultJson ToJson(TrainingResult result) => new(
        result.ArchitectureId, result.DecoderParameters, result.TotalParameters, result.Steps, result.Tokens, result.TrainLoss,
        result.ValidationLoss, result.ValidationPerplexity, result.WordPerplexity, result.BitsPerByte, result.CorpusSha256,
        result.TokenizerSha256, result.Seed, result.TrainingS, result.Libtorch, result.Device, result.PeakMemoryBytes);
}
