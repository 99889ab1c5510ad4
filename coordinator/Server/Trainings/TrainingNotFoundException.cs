namespace Lts.Coordinator.Trainings;

/// <summary>There is no such training.</summary>
internal sealed class TrainingNotFoundException(string id) : Exception($"There is no training '{id}'. `lts train list` names them all.");
