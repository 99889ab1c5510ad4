using Lts.Domain.Trainings;

namespace Lts.Contracts.Json;

/// <summary>
/// What came of a training, as <c>--json</c> prints it and as <c>result.json</c> of a run folder keeps it: losses in nats per token, validation
/// figures of all held-out text; null where they are beyond any number.
/// </summary>
public sealed record TrainingResultJson(
    string ArchitectureId, long DecoderParameters, long TotalParameters, int Steps, long Tokens, double TrainLoss, double ValidationLoss,
    double ValidationPerplexity, double WordPerplexity, double BitsPerByte, string CorpusSha256, string TokenizerSha256, long Seed,
    double TrainingS, string Libtorch, string Device, long PeakMemoryBytes)
{
    /// <summary>The JSON form.</summary>
    public static TrainingResultJson Of(TrainingResult result) => new(
        result.ArchitectureId, result.DecoderParameters, result.TotalParameters, result.Steps, result.Tokens, result.TrainLoss,
        result.ValidationLoss, result.ValidationPerplexity, result.WordPerplexity, result.BitsPerByte, result.CorpusSha256,
        result.TokenizerSha256, result.Seed, result.TrainingSeconds, result.Libtorch, result.Device, result.PeakMemoryBytes);

    /// <summary>What the JSON form says.</summary>
    public TrainingResult ToResult() => new()
    {
        ArchitectureId = ArchitectureId,
        DecoderParameters = DecoderParameters,
        TotalParameters = TotalParameters,
        Steps = Steps,
        Tokens = Tokens,
        TrainLoss = TrainLoss,
        ValidationLoss = ValidationLoss,
        ValidationPerplexity = ValidationPerplexity,
        WordPerplexity = WordPerplexity,
        BitsPerByte = BitsPerByte,
        CorpusSha256 = CorpusSha256,
        TokenizerSha256 = TokenizerSha256,
        Seed = Seed,
        TrainingSeconds = TrainingS,
        Libtorch = Libtorch,
        Device = Device,
        PeakMemoryBytes = PeakMemoryBytes,
    };
}
