namespace Lts.Coordinator.Client.Json;

/// <summary>A complete training of a candidate's architecture, as <c>--json</c> prints it.</summary>
/// <param name="TrainingId">The training.</param>
/// <param name="RecipeSha256">Trainings with one recipe (configuration, text and vocabulary) can be compared.</param>
/// <param name="Result">What came of it.</param>
internal sealed record CandidateTrainingJson(string TrainingId, string RecipeSha256, TrainingResultJson Result);

/// <summary>
/// What came of a complete training. Losses are in nats a token, perplexities a token or a word; validation figures are of the best weights on
/// all of the held-out text.
/// </summary>
internal sealed record TrainingResultJson(
    string ArchitectureId, long DecoderParameters, long TotalParameters, int Steps, long Tokens, double TrainLoss, double ValidationLoss,
    double ValidationPerplexity, double WordPerplexity, double BitsPerByte, string CorpusSha256, string TokenizerSha256, long Seed,
    double TrainingS, string Libtorch, string Device, long PeakMemoryBytes);
