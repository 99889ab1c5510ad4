using Lts.Domain.Trainings;

namespace Lts.Reports.Json;

/// <summary>Candidates that were trained alike, and how well decoder parameters predicted the order of their perplexities.</summary>
/// <param name="RecipeSha256">What they have in common.</param>
/// <param name="TrainedCount">Architectures.</param>
/// <param name="ProxyCorrelation">Spearman's rank correlation of decoder parameters with the negative perplexity; absent for too few.</param>
internal sealed record RecipeDocument(string RecipeSha256, int TrainedCount, double? ProxyCorrelation);

/// <summary>What came of training a candidate's architecture. Losses are in nats a token, perplexities of held-out text.</summary>
internal sealed record TrainingDocument(
    string TrainingId,
    string RecipeSha256,
    long DecoderParameters,
    long TotalParameters,
    int Steps,
    long Tokens,
    double TrainLoss,
    double ValidationLoss,
    double ValidationPerplexity,
    double WordPerplexity,
    double BitsPerByte,
    string CorpusSha256,
    string TokenizerSha256,
    long Seed,
    double TrainingS,
    string Device)
{
    /// <summary>The document of a training.</summary>
    public static TrainingDocument Of(CandidateTraining training)
    {
        var result = training.Result;
        return new TrainingDocument(
            training.TrainingId,
            training.RecipeSha256,
            result.DecoderParameters,
            result.TotalParameters,
            result.Steps,
            result.Tokens,
            result.TrainLoss,
            result.ValidationLoss,
            result.ValidationPerplexity,
            result.WordPerplexity,
            result.BitsPerByte,
            result.CorpusSha256,
            result.TokenizerSha256,
            result.Seed,
            result.TrainingSeconds,
            result.Device);
    }
}
