using Proto = Lts.Protos.V1;

namespace Lts.Agent.Connection;

/// <summary>Gets a lease's graph from the lease itself, the cache or the coordinator, and checks it against its hash.</summary>
/// <param name="cache">Graphs of earlier leases.</param>
/// <param name="download">Gets what is not there.</param>
internal sealed class GraphSource(GraphCache cache, GraphDownload download)
{
    /// <summary>
    /// Largest graph that is accepted, in bytes, before a byte of it is fetched. Graphs hold no weights: those of the largest published
    /// architectures have less than 4 MiB.
    /// </summary>
    public const int LargestGraphBytes = 64 << 20;

    /// <summary>The graph's verified bytes.</summary>
    /// <param name="graph">What the lease says.</param>
    /// <param name="attemptId">The lease's attempt, by which the coordinator finds the graph.</param>
    /// <param name="cancellationToken">The lease was dropped.</param>
    /// <exception cref="GraphUnavailableException">They cannot be had, or do not match their hash.</exception>
    public async Task<ReadOnlyMemory<byte>> FetchAsync(Proto.Graph? graph, string attemptId, CancellationToken cancellationToken)
    {
        // The caller holds a lock; hashing, files and the network do not belong under it.
        await Task.Yield();
        if (graph is null || !GraphHash.IsValid(graph.Sha256))
        {
            throw new GraphUnavailableException("The lease names no graph: sha256 must be 64 lower-case hex digits.");
        }

        if (graph.SizeBytes is <= 0 or > LargestGraphBytes)
        {
            throw new GraphTooLargeException(
                $"Graph {graph.Sha256} is said to have {graph.SizeBytes} bytes; this agent takes 1 byte to {LargestGraphBytes >> 20} MiB.");
        }

        if (!graph.Content.IsEmpty)
        {
            return Verified(graph, graph.Content.Memory);
        }

        if (cache.Find(graph.Sha256) is { } cached)
        {
            return cached;
        }

        var bytes = Verified(graph, await download.RunAsync(graph.Sha256, attemptId, (int)graph.SizeBytes, cancellationToken));
        cache.Put(graph.Sha256, bytes);
        return bytes;
    }

    private static ReadOnlyMemory<byte> Verified(Proto.Graph graph, ReadOnlyMemory<byte> bytes) =>
        bytes.Length == graph.SizeBytes && GraphHash.Matches(bytes.Span, graph.Sha256)
            ? bytes
            : throw new GraphUnavailableException($"The {bytes.Length} bytes received for graph {graph.Sha256} do not match its hash or size.");
}
