namespace Lts.Onnx.Inspection;

/// <summary>The values that one graph defines, and those of the graphs around it, which it may use.</summary>
/// <param name="outer">The scope around it; null for the model's own graph.</param>
/// <param name="given">Its inputs and initializers.</param>
/// <param name="producers">Its operators' outputs, each with the operator's index.</param>
internal sealed class Scope(Scope? outer, HashSet<string> given, Dictionary<string, int> producers)
{
    /// <summary>Whether the graph itself has a value without computing it.</summary>
    public bool IsGiven(string name) => given.Contains(name);

    /// <summary>Which of the graph's own operators computes a value.</summary>
    public bool TryGetProducer(string name, out int node) => producers.TryGetValue(name, out node);

    /// <summary>Whether a graph around this one has a value.</summary>
    public bool IsOutside(string name)
    {
        for (var scope = outer; scope is not null; scope = scope.Around)
        {
            if (scope.IsGiven(name) || scope.TryGetProducer(name, out _))
            {
                return true;
            }
        }

        return false;
    }

    private Scope? Around => outer;
}
