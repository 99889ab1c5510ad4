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
        NullIfEmpty(training.FailureMessage), NullIfEmpty(training.Trouble),
        training.Progress is { } line ? TrainingProgressJson.Of(line) : null,
        training.Result is { } result ? TrainingResultJson.Of(result) : null, [.. training.Files.Select(ToJson)]);

    /// <summary>The JSON form.</summary>
    public static ArtifactJson ToJson(TrainedFile file) => new(file.Name, file.SizeBytes, file.Sha256);

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
