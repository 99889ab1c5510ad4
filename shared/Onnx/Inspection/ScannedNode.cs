namespace Lts.Onnx.Inspection;

/// <summary>One operator of a graph.</summary>
internal sealed class ScannedNode
{
    /// <summary>The operator's kind, e.g. <c>MatMul</c>.</summary>
    public string Operation { get; set; } = "";

    /// <summary>Its own name; may be empty.</summary>
    public string Name { get; set; } = "";

    /// <summary>Values it reads; an empty name is an optional input left out.</summary>
    public List<string> Inputs { get; } = [];

    /// <summary>Values it defines; an empty name is an optional output left out.</summary>
    public List<string> Outputs { get; } = [];

    /// <summary>Graphs in its attributes: the branches of If, the body of Loop.</summary>
    public List<ScannedGraph> Subgraphs { get; } = [];

    /// <summary>Its attribute <c>shape</c>, where it has one.</summary>
    public long[]? Shape { get; set; }

    /// <summary>The value of a Constant, where it is a short list of integers.</summary>
    public long[]? Integers { get; set; }

    /// <summary>What to call the operator in errors.</summary>
    public string Label => Name.Length > 0 ? $"The operator '{Name}' ({Operation})" : $"An operator {Operation} without a name";
}
