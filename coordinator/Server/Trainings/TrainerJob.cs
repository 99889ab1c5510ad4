using Lts.Domain.Trainings;

namespace Lts.Coordinator.Trainings;

/// <summary>A job as its trainer tells it.</summary>
/// <param name="State">How far it has come.</param>
/// <param name="Progress">The last line of its curve.</param>
/// <param name="Result">Of a completed one.</param>
/// <param name="FailureMessage">Of a failed one; else empty.</param>
internal sealed record TrainerJob(TrainingState State, TrainingProgress? Progress, TrainingResult? Result, string FailureMessage);
