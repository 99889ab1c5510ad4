namespace Lts.Coordinator.Rpc;

/// <summary>No lease has a graph with this hash.</summary>
/// <param name="sha256">What was asked for, in hexadecimal.</param>
internal sealed class GraphNotFoundException(string sha256) : Exception(
    $"No lease has a graph with the hash '{sha256}'. Give the lease back; the candidate is handed out again.");
