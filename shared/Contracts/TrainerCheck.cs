using Lts.Domain;
using Proto = Lts.Protos.V1;

namespace Lts.Contracts;

/// <summary>
/// What a trainer says, held against <see cref="Limits"/> before it is kept or shown: a trainer is another program on another machine, and its
/// figures stand beside everybody's.
/// </summary>
public static class TrainerCheck
{
    /// <summary>What is wrong with a result, each error with its field; empty for one that can be.</summary>
    public static IReadOnlyList<string> Errors(Proto.TrainingResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
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
        check.Figure("train_loss", result.TrainLoss);
        check.Figure("validation_loss", result.ValidationLoss);
        check.Figure("bits_per_byte", result.BitsPerByte);
        check.Figure("training_s", result.TrainingS);
        check.Bytes("peak_memory_bytes", result.PeakMemoryBytes);
        Number(check, "validation_perplexity", result.ValidationPerplexity);
        Number(check, "word_perplexity", result.WordPerplexity);
        return errors;
    }

    /// <summary>Whether a line of a curve can be.</summary>
    public static bool IsPlausible(Proto.TrainingProgress line)
    {
        ArgumentNullException.ThrowIfNull(line);
        var errors = new List<string>();
        var check = new MessageCheck("progress", errors);
        Number(check, "step", line.Step);
        Number(check, "steps", line.Steps);
        Number(check, "tokens", line.Tokens);
        Number(check, "train_loss", line.TrainLoss);
        Number(check, "learning_rate", line.LearningRate);
        Number(check, "gradient_norm", line.GradientNorm);
        Number(check, "tokens_per_second", line.TokensPerSecond);
        Number(check, "elapsed_s", line.ElapsedS);
        Number(check, "validation_loss", line.ValidationLoss);
        Number(check, "validation_perplexity", line.ValidationPerplexity);
        Number(check, "bits_per_byte", line.BitsPerByte);
        return errors.Count == 0;
    }

    /// <summary>What is wrong with the list of a training's files, whose names become paths where they are downloaded.</summary>
    public static IReadOnlyList<string> Errors(IReadOnlyCollection<Proto.Artifact> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        var errors = new List<string>();
        new MessageCheck("the list", errors).Count("artifacts", files.Count, Limits.TrainedFileCount);
        foreach (var file in files.Take(Limits.TrainedFileCount))
        {
            var check = new MessageCheck($"artifact '{Printable.Of(file.Name, 64)}'", errors);
            check.Require(IsPlain(file.Name), "name", "must be a relative path with / whose parts are plain names");
            check.Bytes("size_bytes", file.SizeBytes);
            check.Text("sha256", file.Sha256);
        }

        return errors;
    }

    // A perplexity too large for a number, or of a text without words, is infinite.
    private static void Number(MessageCheck check, string field, double value) =>
        check.Require(value >= 0, field, "must be a number that is not negative");

    private static bool IsPlain(string name) =>
        name.Length is > 0 and <= Limits.TextLength && Printable.Of(name) == name && name.AsSpan().IndexOfAny('\\', ':') < 0
        && name.Split('/').All(part => part.Length > 0 && part is not ("." or ".."));
}
