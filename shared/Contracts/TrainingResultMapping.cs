using Lts.Domain.Trainings;
using Proto = Lts.Protos.V1;

namespace Lts.Contracts;

/// <summary>Results of trainings between the contract and the coordinator.</summary>
public static class TrainingResultMapping
{
    /// <summary>Reads what a trainer, or a coordinator, says.</summary>
    public static TrainingResult Read(Proto.TrainingResult result) => new()
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
        TrainingSeconds = result.TrainingS,
        Libtorch = result.Libtorch,
        Device = result.Device,
        PeakMemoryBytes = result.PeakMemoryBytes,
    };

    /// <summary>What is too long, or negative, in a trainer's answer; figures of a run that diverged may be infinite, or no number.</summary>
    public static IReadOnlyList<string> Errors(Proto.TrainingResult result)
    {
        var errors = new List<string>();
        var check = new MessageCheck("result", errors);
        check.Text("architecture_id", result.ArchitectureId);
        check.Text("corpus_sha256", result.CorpusSha256);
        check.Text("tokenizer_sha256", result.TokenizerSha256);
        check.Text("libtorch", result.Libtorch);
        check.Text("device", result.Device);
        check.Figure("decoder_parameters", result.DecoderParameters);
        check.Figure("total_parameters", result.TotalParameters);
        check.Figure("steps", result.Steps);
        check.Figure("tokens", result.Tokens);
        check.Figure("training_s", result.TrainingS);
        check.Bytes("peak_memory_bytes", result.PeakMemoryBytes);
        return errors;
    }

    /// <summary>Writes a result for the wire.</summary>
    public static Proto.TrainingResult ToProto(TrainingResult result) => new()
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

    /// <summary>Writes a candidate's training.</summary>
    public static Proto.CandidateTraining ToProto(CandidateTraining training) =>
        new() { TrainingId = training.TrainingId, RecipeSha256 = training.RecipeSha256, Result = ToProto(training.Result) };

    /// <summary>Reads a candidate's training.</summary>
    public static CandidateTraining Read(Proto.CandidateTraining training) =>
        new(training.TrainingId, training.RecipeSha256, Read(training.Result ?? new Proto.TrainingResult()));
}
