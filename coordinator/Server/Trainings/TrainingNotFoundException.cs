namespace Lts.Coordinator.Trainings;

/// <summary>No training, or more than one, has this id or this beginning of it.</summary>
internal sealed class TrainingNotFoundException(string id, IReadOnlyCollection<string> meant) : Exception(meant.Count == 0
    ? $"There is no training '{id}'. `lts train list` names them all."
    : $"'{id}' begins several trainings' ids: {string.Join(", ", meant)}. Write more of it.");
