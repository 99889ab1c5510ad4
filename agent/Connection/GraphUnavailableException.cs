namespace Lts.Agent.Connection;

/// <summary>A graph's bytes cannot be had: unknown to the coordinator, or damaged on the way.</summary>
internal class GraphUnavailableException(string message) : Exception(message);
