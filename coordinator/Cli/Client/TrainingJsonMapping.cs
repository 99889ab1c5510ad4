using Lts.Cli.Client.Json;
using Lts.Contracts;
using Lts.Contracts.Json;
using Lts.Domain.Trainings;

namespace Lts.Cli.Client;

/// <summary>Trainings as what <c>--json</c> prints.</summary>
internal static class TrainingJsonMapping
{
    /// <summary>The JSON form.</summary>
    public static TrainingJson ToJson(Training training) => new(
        training.Id, NullIfEmpty(training.StudyId), NullIfEmpty(training.StudyName), training.ArchitectureId, training.Trainer,
        WireNames.Of(training.State), training.CreateTime == default ? null : training.CreateTime, training.EndTime,
        NullIfEmpty(training.FailureMessage), NullIfEmpty(training.Trouble), training.Progress is { } line ? ToJson(line) : null,
        training.Result is { } result ? TrainingResultJson.Of(result) : null, [.. training.Files.Select(ToJson)]);

    /// <summary>The JSON form.</summary>
    public static ArtifactJson ToJson(TrainedFile file) => new(file.Name, file.SizeBytes, file.Sha256);

    private static TrainingProgressJson ToJson(TrainingProgress line) => new(
        line.Step, line.Steps, line.Tokens, FiniteOrNull(line.TrainLoss), line.LearningRate, FiniteOrNull(line.GradientNorm),
        line.TokensPerSecond, line.ElapsedSeconds, FiniteOrNull(line.ValidationLoss), FiniteOrNull(line.ValidationPerplexity),
        FiniteOrNull(line.BitsPerByte));

    /// <summary>JSON has no other numbers; a text without words has an endless perplexity per word.</summary>
    private static double? FiniteOrNull(double? value) => value is { } number && double.IsFinite(number) ? number : null;

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
