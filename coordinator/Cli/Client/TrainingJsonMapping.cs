using Lts.Cli.Client.Json;
using Lts.Contracts;
using Lts.Contracts.Json;
using Lts.Protos.V1;

namespace Lts.Cli.Client;

/// <summary>Trainings as what <c>--json</c> prints.</summary>
internal static class TrainingJsonMapping
{
    public static TrainingJson ToJson(Training training) => new(
        training.Id, NullIfEmpty(training.StudyId), NullIfEmpty(training.StudyName), training.ArchitectureId, training.Trainer,
        WireNames.Of(training.State), training.CreateTime?.ToDateTimeOffset(), training.EndTime?.ToDateTimeOffset(),
        NullIfEmpty(training.FailureMessage), NullIfEmpty(training.Trouble), training.Progress is { } line ? ToJson(line) : null,
        training.Result is { } result ? TrainingResultJson.Of(TrainingResultMapping.Read(result)) : null, [.. training.Artifacts.Select(ToJson)]);

    public static ArtifactJson ToJson(Artifact artifact) => new(artifact.Name, artifact.SizeBytes, artifact.Sha256);

    private static TrainingProgressJson ToJson(TrainingProgress line) => new(
        line.Step, line.Steps, line.Tokens, FiniteOrNull(line.TrainLoss), line.LearningRate, FiniteOrNull(line.GradientNorm), line.TokensPerSecond, line.ElapsedS,
        line.HasValidationLoss ? FiniteOrNull(line.ValidationLoss) : null, line.HasValidationPerplexity ? FiniteOrNull(line.ValidationPerplexity) : null,
        line.HasBitsPerByte ? FiniteOrNull(line.BitsPerByte) : null);

    /// <summary>JSON has no other numbers; a text without words has an endless perplexity a word.</summary>
    public static double? FiniteOrNull(double value) => double.IsFinite(value) ? value : null;

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
