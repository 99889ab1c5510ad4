namespace Lts.Agent.Connection;

/// <summary>A graph is larger than this agent takes: no other hand-out of the candidate will change that.</summary>
internal sealed class GraphTooLargeException(string message) : GraphUnavailableException(message);
