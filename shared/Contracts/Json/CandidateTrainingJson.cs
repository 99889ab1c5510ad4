using Lts.Domain.Trainings;

namespace Lts.Contracts.Json;

/// <summary>What a complete training said of a candidate's architecture, with the fields of <see cref="TrainingResultJson"/>.</summary>
/// <param name="TrainingId">For <c>lts train show</c> and <c>lts generate</c>.</param>
/// <param name="RecipeSha256">Trainings with one recipe (configuration, text and vocabulary) can be compared.</param>
/// <param name="DecoderParameters">Of what was trained.</param>
/// <param name="TotalParameters">Of what was trained: its vocabulary may differ from the candidate's.</param>
/// <param name="Steps">Steps trained.</param>
/// <param name="Tokens">Tokens learnt from.</param>
/// <param name="TrainLoss">Nats per token.</param>
/// <param name="ValidationLoss">Nats per token.</param>
/// <param name="ValidationPerplexity">Per token.</param>
/// <param name="WordPerplexity">Per word.</param>
/// <param name="BitsPerByte">Comparable between vocabularies.</param>
/// <param name="CorpusSha256">Of the text.</param>
/// <param name="TokenizerSha256">Of the vocabulary.</param>
/// <param name="Seed">Of the run.</param>
/// <param name="TrainingS">Seconds, interruptions left out.</param>
/// <param name="Libtorch">Version of libtorch that computed it.</param>
/// <param name="Device">What computed, for example <c>cpu, 2 threads</c>.</param>
/// <param name="PeakMemoryBytes">Of the training process.</param>
public sealed record CandidateTrainingJson(
    string TrainingId, string RecipeSha256, long DecoderParameters, long TotalParameters, int Steps, long Tokens, double TrainLoss,
    double ValidationLoss, double ValidationPerplexity, double WordPerplexity, double BitsPerByte, string CorpusSha256,
    string TokenizerSha256, long Seed, double TrainingS, string Libtorch, string Device, long PeakMemoryBytes)
{
    /// <summary>The JSON form.</summary>
    public static CandidateTrainingJson Of(CandidateTraining training)
    {
        var r = training.Result;
        return new(
            training.TrainingId, training.RecipeSha256, r.DecoderParameters, r.TotalParameters, r.Steps, r.Tokens, r.TrainLoss,
            r.ValidationLoss, r.ValidationPerplexity, r.WordPerplexity, r.BitsPerByte, r.CorpusSha256, r.TokenizerSha256, r.Seed,
            r.TrainingSeconds, r.Libtorch, r.Device, r.PeakMemoryBytes);
    }
}
