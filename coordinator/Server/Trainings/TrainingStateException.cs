namespace Lts.Coordinator.Trainings;

/// <summary>What was asked for does not fit the state of things.</summary>
internal sealed class TrainingStateException(string message) : Exception(message);
