namespace Lts.Coordinator.Studies;

/// <summary>The study is not in a state that allows this.</summary>
/// <param name="message">What it is doing, and what to do instead.</param>
internal sealed class StudyStateException(string message) : Exception(message);
