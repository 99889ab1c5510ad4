using System.Text.Json;
using Lts.Coordinator.Storage;
using Lts.Domain;
using Lts.Domain.Trainings;

namespace Lts.Coordinator.Trainings;

/// <summary>Trainings to and from the store. Progress and trouble are of the moment and are not kept.</summary>
internal static class TrainingCodec
{
    /// <summary>For the store.</summary>
    public static TrainingRow ToRow(Training training) => new()
    {
        Id = training.Id,
        StudyId = training.StudyId,
        Trainer = training.Trainer,
        State = (int)training.State,
        Spec = JsonSerializer.Serialize(training.Spec, TrainingsJson.Default.TrainingSpec),
        CreateTime = training.CreateTime,
        EndTime = training.EndTime,
        FailureMessage = training.FailureMessage,
        Result = training.Result is { } result ? JsonSerializer.Serialize(result, TrainingsJson.Default.TrainingResult) : null,
        Files = JsonSerializer.Serialize(training.Files, TrainingsJson.Default.ImmutableArrayTrainedFile),
    };

    /// <summary>From the store.</summary>
    /// <exception cref="JsonException">The row was damaged.</exception>
    public static Training Read(TrainingRow row) => new()
    {
        Id = row.Id,
        StudyId = row.StudyId,
        Trainer = row.Trainer,
        State = (TrainingState)row.State,
        Spec = WholeJson.Read(row.Spec, TrainingsJson.Default.TrainingSpec),
        CreateTime = row.CreateTime,
        EndTime = row.EndTime,
        FailureMessage = row.FailureMessage,
        Result = row.Result is null ? null : WholeJson.Read(row.Result, TrainingsJson.Default.TrainingResult),
        Files = WholeJson.Read(row.Files, TrainingsJson.Default.ImmutableArrayTrainedFile),
    };
}
