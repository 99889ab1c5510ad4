using Lts.Coordinator.Fleet;
using Lts.Domain;
using Lts.Domain.Architectures;
using Lts.Domain.Measurements;
using Lts.Onnx.Emission;

namespace Lts.Coordinator.Rpc;

/// <summary>
/// The graphs of leases, written when they are needed and remembered for a while. Batch and sequence are fixed by the plan, and all
/// positions have logits, so that a candidate is measured as it is trained and evaluated.
/// </summary>
internal sealed class GraphCatalog(Dispatcher dispatcher)
{
    private const int Capacity = 64;

    private readonly Lock _gate = new();
    private readonly Dictionary<GraphKey, LinkedListNode<(GraphKey Key, EmittedGraph Graph)>> _byKey = [];
    private readonly LinkedList<(GraphKey Key, EmittedGraph Graph)> _recent = [];

    /// <summary>The graph of an architecture.</summary>
    public EmittedGraph Get(Architecture architecture, MeasurementPlan plan)
    {
        var key = new GraphKey(architecture.Id, plan.BatchSize, plan.SequenceLength);
        lock (_gate)
        {
            if (_byKey.TryGetValue(key, out var found))
            {
                _recent.Remove(found);
                _recent.AddFirst(found);
                return found.Value.Graph;
            }
        }

        var graph = WeightlessGraph.Emit(
            architecture, new GraphOptions { BatchSize = plan.BatchSize, SequenceLength = plan.SequenceLength, Logits = LogitsScope.All });
        lock (_gate)
        {
            if (!_byKey.ContainsKey(key))
            {
                _byKey.Add(key, _recent.AddFirst((key, graph)));
                if (_byKey.Count > Capacity)
                {
                    _byKey.Remove(_recent.Last!.Value.Key);
                    _recent.RemoveLast();
                }
            }
        }

        return graph;
    }

    /// <summary>
    /// The graph with a hash: a recent one, or that of a lease, written again. Costs at most the one graph that the lease is for: whoever
    /// asks for what there is not, or names no lease of anybody's, has nothing written for him.
    /// </summary>
    /// <param name="sha256">Its hash, in lower-case hexadecimal.</param>
    /// <param name="attemptId">The lease that names it; empty when an older agent asks.</param>
    /// <exception cref="GraphNotFoundException">No lease has such a graph.</exception>
    public EmittedGraph Find(string sha256, string attemptId)
    {
        lock (_gate)
        {
            if (_recent.FirstOrDefault(entry => entry.Graph.Sha256 == sha256).Graph is { } graph)
            {
                return graph;
            }
        }

        return dispatcher.FindLeased(attemptId) is var (architecture, plan) && Get(architecture, plan) is { } written && written.Sha256 == sha256
            ? written
            : throw new GraphNotFoundException(Printable.Of(sha256, 64));
    }

    private readonly record struct GraphKey(string ArchitectureId, int BatchSize, int SequenceLength);
}
