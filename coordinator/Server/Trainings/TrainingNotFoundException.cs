namespace Lts.Coordinator.Trainings;

/// <summary>No training, or more than one, has this id or this beginning of it.</summary>
internal sealed class TrainingNotFoundException(string id, IReadOnlyCollection<string> meant) : Exception(meant.Count == 0
    ? $"There is no training '{id}'. `lts train list` shows them all."
    : $"The ids of several trainings begin with '{id}': {string.Join(", ", meant)}. Write more of the one you mean.");
