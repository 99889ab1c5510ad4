namespace Lts.Cli.Client.Json;

/// <summary>What a complete training said of a candidate's architecture. Validation figures are of the best weights on all held-out text.
/// Numbers that are not finite are null.</summary>
/// <param name="TrainingId">The training.</param>
/// <param name="RecipeSha256">Trainings with one recipe (configuration, text and vocabulary) can be compared.</param>
/// <param name="DecoderParameters">Of what was trained.</param>
/// <param name="TotalParameters">Of what was trained: its vocabulary may differ from the candidate's.</param>
/// <param name="Steps">Steps trained.</param>
/// <param name="Tokens">Tokens learnt from.</param>
/// <param name="TrainLoss">Nats a token.</param>
/// <param name="ValidationLoss">Nats a token.</param>
/// <param name="ValidationPerplexity">A token.</param>
/// <param name="WordPerplexity">A word.</param>
/// <param name="BitsPerByte">Comparable between vocabularies.</param>
/// <param name="CorpusSha256">Of the text.</param>
/// <param name="TokenizerSha256">Of the vocabulary.</param>
/// <param name="Seed">Of the run.</param>
/// <param name="TrainingS">Seconds, interruptions left out.</param>
/// <param name="Libtorch">Version.</param>
/// <param name="Device">What computed, for example <c>cpu, 2 threads</c>.</param>
/// <param name="PeakMemoryBytes">Of the training process, or of the GPU's allocator.</param>
internal sealed record CandidateTrainingJson(
    string TrainingId, string RecipeSha256, long DecoderParameters, long TotalParameters, int Steps, long Tokens, double? TrainLoss,
    double? ValidationLoss, double? ValidationPerplexity, double? WordPerplexity, double? BitsPerByte, string CorpusSha256,
    string TokenizerSha256, long Seed, double TrainingS, string Libtorch, string Device, long PeakMemoryBytes);
