namespace Lts.Coordinator.Storage;

/// <summary>Another study has this name.</summary>
/// <param name="name">The name that was wanted.</param>
internal sealed class NameTakenException(string name) : Exception($"A study named '{name}' already exists. Choose another name.");
