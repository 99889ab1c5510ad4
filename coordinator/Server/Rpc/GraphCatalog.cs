using Lts.Coordinator.Fleet;
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

    /// <summary>The graph with a hash: a recent one, or that of a lease, written again.</summary>
    /// <exception cref="GraphNotFoundException">No lease has such a graph.</exception>
    public EmittedGraph Find(string sha256)
    {
        lock (_gate)
        {
            if (_recent.FirstOrDefault(entry => entry.Graph.Sha256 == sha256).Graph is { } graph)
            {
                return graph;
            }
        }

        return dispatcher.Leased().Select(leased => Get(leased.Architecture, leased.Plan)).FirstOrDefault(graph => graph.Sha256 == sha256)
            ?? throw new GraphNotFoundException(sha256);
    }

    private readonly record struct GraphKey(string ArchitectureId, int BatchSize, int SequenceLength);
}
