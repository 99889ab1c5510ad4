namespace Lts.Onnx.Inspection;

/// <summary>What was found in one graph: who defines which value, and who uses it.</summary>
/// <param name="label">What to call the graph in errors.</param>
internal sealed class ScannedGraph(string label)
{
    /// <summary>What to call the graph in errors.</summary>
    public string Label { get; } = label;

    /// <summary>Its operators, as the file orders them.</summary>
    public List<ScannedNode> Nodes { get; } = [];

    /// <summary>What a caller gives, as far as the graph says which shapes.</summary>
    public List<GraphValue> Inputs { get; } = [];

    /// <summary>What a caller gets, as far as the graph says which shapes.</summary>
    public List<GraphValue> Outputs { get; } = [];

    /// <summary>Names of its initializers.</summary>
    public HashSet<string> Initializers { get; } = [];

    /// <summary>Short lists of integers among its constants, by name: shapes, perhaps.</summary>
    public Dictionary<string, long[]> Integers { get; } = [];
}
