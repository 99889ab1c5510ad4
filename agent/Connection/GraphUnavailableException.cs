namespace Lts.Agent.Connection;

/// <summary>A graph's bytes cannot be had: unknown to the coordinator, damaged, or too large.</summary>
internal sealed class GraphUnavailableException(string message) : Exception(message);
