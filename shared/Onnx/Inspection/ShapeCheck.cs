namespace Lts.Onnx.Inspection;

/// <summary>
/// Refuses operators that would fill a huge tensor from a few bytes, as far as their shapes are written in the graph. Shapes that only
/// follow when the graph runs are left to the memory limit of the process that runs it.
/// </summary>
internal static class ShapeCheck
{
    /// <summary>Checks a graph and everything nested in it.</summary>
    /// <param name="graph">Read, but not trusted yet.</param>
    /// <param name="maxElements">Most elements of one tensor.</param>
    public static void Check(ScannedGraph graph, long maxElements)
    {
        foreach (var node in graph.Nodes)
        {
            if (node.Operation == "Constant" && node is { Integers: { } constant, Outputs: [var output, ..] })
            {
                graph.Integers[output] = constant;
            }

            if ((node.Shape ?? ShapeInput(graph, node)) is { } shape)
            {
                // In some operators −1 means "whatever fits".
                ElementSize.Count([.. shape.Select(dim => dim < 0 ? null : (long?)dim)], maxElements, node.Label);
            }

            node.Subgraphs.ForEach(subgraph => Check(subgraph, maxElements));
        }
    }

    private static long[]? ShapeInput(ScannedGraph graph, ScannedNode node) => node switch
    {
        { Operation: "ConstantOfShape", Inputs: [var shape, ..] } => graph.Integers.GetValueOrDefault(shape),
        { Operation: "Expand", Inputs: [_, var shape, ..] } => graph.Integers.GetValueOrDefault(shape),
        _ => null,
    };
}
