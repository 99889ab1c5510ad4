using Lts.Coordinator.Client.Json;
using Lts.Coordinator.StudyFiles;
using Lts.Protos.V1;

namespace Lts.Coordinator.Client;

/// <summary>Trainings as what <c>--json</c> prints.</summary>
internal static class TrainingJsonMapping
{
    public static TrainingJson ToJson(Training training) => new(
        training.Id, NullIfEmpty(training.StudyId), NullIfEmpty(training.StudyName), training.ArchitectureId, training.Trainer,
        WireNames.Of(training.State), training.CreateTime?.ToDateTimeOffset(), training.EndTime?.ToDateTimeOffset(),
        NullIfEmpty(training.FailureMessage), NullIfEmpty(training.Trouble), training.Progress is { } line ? ToJson(line) : null,
        training.Result is { } result ? ToJson(result) : null, [.. training.Artifacts.Select(ToJson)]);

    public static ArtifactJson ToJson(Artifact artifact) => new(artifact.Name, artifact.SizeBytes, artifact.Sha256);

    public static TrainingResultJson ToJson(TrainingResult result) => new(
        result.ArchitectureId, result.DecoderParameters, result.TotalParameters, result.Steps, result.Tokens, result.TrainLoss,
        result.ValidationLoss, result.ValidationPerplexity, result.WordPerplexity, result.BitsPerByte, result.CorpusSha256,
        result.TokenizerSha256, result.Seed, result.TrainingS, result.Libtorch, result.Device, result.PeakMemoryBytes);

    private static TrainingProgressJson ToJson(TrainingProgress line) => new(
        line.Step, line.Steps, line.Tokens, line.TrainLoss, line.LearningRate, line.GradientNorm, line.TokensPerSecond, line.ElapsedS,
        line.HasValidationLoss ? line.ValidationLoss : null, line.HasValidationPerplexity ? line.ValidationPerplexity : null,
        line.HasBitsPerByte ? line.BitsPerByte : null);

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
