using System.Text.Json.Serialization;
using Lts.Domain.Trainings;

namespace Lts.Contracts.Json;

/// <summary>
/// What came of a training, as <c>--json</c> prints it and as <c>result.json</c> of a run folder keeps it; figures that are not finite are null.
/// </summary>
/// <param name="ArchitectureId">Of what was trained: its vocabulary may differ from the candidate's.</param>
/// <param name="DecoderParameters">Of what was trained.</param>
/// <param name="TotalParameters">Of what was trained.</param>
/// <param name="Steps">Steps trained.</param>
/// <param name="Tokens">Tokens learnt from.</param>
/// <param name="TrainLoss">Nats per token.</param>
/// <param name="ValidationLoss">Nats per token of all held-out text.</param>
/// <param name="ValidationPerplexity">Per token.</param>
/// <param name="WordPerplexity">Per word.</param>
/// <param name="BitsPerByte">Comparable between vocabularies.</param>
/// <param name="CorpusSha256">Of the text.</param>
/// <param name="TokenizerSha256">Of the vocabulary.</param>
/// <param name="Seed">Of the run.</param>
/// <param name="TrainingS">Seconds, interruptions left out.</param>
/// <param name="Libtorch">Version of the library that trained.</param>
/// <param name="Device">What computed, for example <c>cpu, 2 threads</c>.</param>
/// <param name="PeakMemoryBytes">Of the training process.</param>
public record TrainingResultJson(
    [property: JsonPropertyName("architecture_id")] string ArchitectureId,
    [property: JsonPropertyName("decoder_parameters")] long DecoderParameters,
    [property: JsonPropertyName("total_parameters")] long TotalParameters,
    [property: JsonPropertyName("steps")] int Steps,
    [property: JsonPropertyName("tokens")] long Tokens,
    [property: JsonPropertyName("train_loss")] double TrainLoss,
    [property: JsonPropertyName("validation_loss")] double ValidationLoss,
    [property: JsonPropertyName("validation_perplexity")] double ValidationPerplexity,
    [property: JsonPropertyName("word_perplexity")] double WordPerplexity,
    [property: JsonPropertyName("bits_per_byte")] double BitsPerByte,
    [property: JsonPropertyName("corpus_sha256")] string CorpusSha256,
    [property: JsonPropertyName("tokenizer_sha256")] string TokenizerSha256,
    [property: JsonPropertyName("seed")] long Seed,
    [property: JsonPropertyName("training_s")] double TrainingS,
    [property: JsonPropertyName("libtorch")] string Libtorch,
    [property: JsonPropertyName("device")] string Device,
    [property: JsonPropertyName("peak_memory_bytes")] long PeakMemoryBytes)
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
