namespace Lts.Onnx.Inspection;

/// <summary>Checks that every value of a graph is defined just once, and that no operator needs what follows from its own result.</summary>
internal static class DataFlow
{
    /// <summary>Checks a model's graph or function with everything nested in it.</summary>
    /// <exception cref="InvalidGraphException">A value is undefined, defined twice, or part of a cycle.</exception>
    public static void Check(ScannedGraph graph) => Check(graph, outer: null);

    /// <param name="graph">Its nodes are checked in their order.</param>
    /// <param name="outer">The graphs around it.</param>
    /// <returns>The values of those that it uses.</returns>
    private static HashSet<string> Check(ScannedGraph graph, Scope? outer)
    {
        var given = graph.Inputs.Select(input => input.Name).Concat(graph.Initializers).ToHashSet();
        var scope = new Scope(outer, given, Producers(graph, given));
        var captured = new HashSet<string>();
        var needs = new List<int>[graph.Nodes.Count];
        for (var i = 0; i < needs.Length; i++)
        {
            var node = graph.Nodes[i];
            var used = node.Inputs.Where(name => name.Length > 0).Concat(node.Subgraphs.SelectMany(subgraph => Check(subgraph, scope)));
            needs[i] = [.. used.Select(name => Resolve(name, $"{node.Label} uses", scope, captured)).OfType<int>()];
        }

        graph.Outputs.ForEach(output => Resolve(output.Name, $"{graph.Label} has the output", scope, captured));
        RefuseCycles(graph, needs);
        return captured;
    }

    /// <summary>Finds where a value comes from.</summary>
    /// <returns>
    /// The operator of this graph that computes it; null where none needs to. A value from outside is put into <paramref name="captured"/>.
    /// </returns>
    private static int? Resolve(string name, string use, Scope scope, HashSet<string> captured)
    {
        if (scope.TryGetProducer(name, out var producer))
        {
            return producer;
        }

        if (!scope.IsGiven(name))
        {
            captured.Add(scope.IsOutside(name) ? name : throw new InvalidGraphException($"{use} '{name}', which nothing defines."));
        }

        return null;
    }

    private static Dictionary<string, int> Producers(ScannedGraph graph, HashSet<string> given)
    {
        var producers = new Dictionary<string, int>();
        for (var i = 0; i < graph.Nodes.Count; i++)
        {
            foreach (var output in graph.Nodes[i].Outputs.Where(name => name.Length > 0))
            {
                if (given.Contains(output) || !producers.TryAdd(output, i))
                {
                    throw new InvalidGraphException($"{graph.Nodes[i].Label} defines '{output}', which is already defined.");
                }
            }
        }

        return producers;
    }

    /// <summary>Takes away operators whose inputs are all there, until none is left or, in a cycle, none can go (Kahn 1962).</summary>
    private static void RefuseCycles(ScannedGraph graph, List<int>[] needs)
    {
        var waiting = Array.ConvertAll(needs, producers => producers.Count);
        var users = Array.ConvertAll(needs, _ => new List<int>());
        for (var i = 0; i < needs.Length; i++)
        {
            needs[i].ForEach(producer => users[producer].Add(i));
        }

        var ready = new Queue<int>(Enumerable.Range(0, waiting.Length).Where(i => waiting[i] == 0));
        while (ready.TryDequeue(out var node))
        {
            foreach (var user in users[node].Where(user => --waiting[user] == 0))
            {
                ready.Enqueue(user);
            }
        }

        if (Array.FindIndex(waiting, count => count > 0) is >= 0 and var stuck)
        {
            throw new InvalidGraphException($"{graph.Nodes[stuck].Label} needs its own result: the graph has a cycle.");
        }
    }
}
