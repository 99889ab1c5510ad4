namespace Lts.Onnx.Inspection;

/// <summary>
/// Reads graphs and everything nested in them, within the limits; what the values mean to each other is <see cref="DataFlow"/>'s.
/// </summary>
internal sealed class GraphReader(GraphLimits limits)
{
    private int _names;

    /// <summary>The tensors met so far.</summary>
    public TensorReader Tensors { get; } = new(limits);

    /// <summary>Number of operators met so far.</summary>
    public int NodeCount { get; private set; }

    /// <summary>Reads a GraphProto.</summary>
    /// <param name="bytes">A serialised GraphProto, from whoever sent it.</param>
    /// <param name="label">What to call it in errors.</param>
    /// <param name="depth">How deep it is nested; 0 for the model's own graph.</param>
    public ScannedGraph Read(ReadOnlySpan<byte> bytes, string label, int depth)
    {
        if (depth > limits.MaxSubgraphDepth)
        {
            throw new InvalidGraphException($"Graphs are nested more than {limits.MaxSubgraphDepth} deep.");
        }

        var graph = new ScannedGraph(label);
        var reader = new WireReader(bytes, label);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case OnnxFields.Graph.Node: graph.Nodes.Add(ReadNode(reader.Bytes(), depth)); break;
                case OnnxFields.Graph.Initializer: AddInitializer(graph, reader.Bytes()); break;
                case OnnxFields.Graph.SparseInitializer: AddInitializer(graph, Tensors.ReadSparse(reader.Bytes())); break;
                case OnnxFields.Graph.Input: graph.Inputs.Add(ReadValue(reader.Bytes())); break;
                case OnnxFields.Graph.Output: graph.Outputs.Add(ReadValue(reader.Bytes())); break;
                case OnnxFields.Graph.ValueInfo: ReadValue(reader.Bytes()); break;
                default: reader.Skip(); break;
            }
        }

        return graph;
    }

    /// <summary>Reads a FunctionProto: an operator that the model defines by a graph of its own.</summary>
    public ScannedGraph ReadFunction(ReadOnlySpan<byte> bytes)
    {
        var graph = new ScannedGraph("A function of the model");
        var reader = new WireReader(bytes, graph.Label);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case OnnxFields.Function.Node: graph.Nodes.Add(ReadNode(reader.Bytes(), depth: 0)); break;
                case OnnxFields.Function.Input: graph.Inputs.Add(Untyped(ReadName(ref reader))); break;
                case OnnxFields.Function.Output: graph.Outputs.Add(Untyped(ReadName(ref reader))); break;
                case OnnxFields.Function.AttributeDefault: ReadAttribute(new ScannedNode(), reader.Bytes(), depth: 0); break;
                default: reader.Skip(); break;
            }
        }

        return graph;
    }

    private static GraphValue Untyped(string name) => new(name, OnnxElementType.Undefined, default);

    private ScannedNode ReadNode(ReadOnlySpan<byte> bytes, int depth)
    {
        if (++NodeCount > limits.MaxNodes)
        {
            throw new InvalidGraphException($"The model has more than {limits.MaxNodes} operators.");
        }

        var node = new ScannedNode();
        var reader = new WireReader(bytes, "An operator");
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case OnnxFields.Node.Input: node.Inputs.Add(ReadName(ref reader)); break;
                case OnnxFields.Node.Output: node.Outputs.Add(ReadName(ref reader)); break;
                case OnnxFields.Node.Name: node.Name = reader.Text(); break;
                case OnnxFields.Node.Operation: node.Operation = reader.Text(); break;
                case OnnxFields.Node.Attribute: ReadAttribute(node, reader.Bytes(), depth); break;
                default: reader.Skip(); break;
            }
        }

        return node;
    }

    private void ReadAttribute(ScannedNode node, ReadOnlySpan<byte> bytes, int depth)
    {
        const string subject = "An attribute of an operator";
        var name = WireReader.TextOf(bytes, OnnxFields.Attribute.Name, subject);
        var integers = new List<long>();
        bool hasTensor = false, hasGraph = false, hasSparse = false;
        var reader = new WireReader(bytes, subject);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case OnnxFields.Attribute.Tensor:
                    WireReader.Once(ref hasTensor, "An attribute of an operator states its value");
                    node.Integers = Tensors.Read(reader.Bytes()).Integers;
                    break;
                case OnnxFields.Attribute.Tensors:
                    Tensors.Read(reader.Bytes());
                    break;
                case OnnxFields.Attribute.SparseTensor:
                    WireReader.Once(ref hasSparse, "An attribute of an operator states its value");
                    Tensors.ReadSparse(reader.Bytes());
                    break;
                case OnnxFields.Attribute.SparseTensors:
                    Tensors.ReadSparse(reader.Bytes());
                    break;
                case OnnxFields.Attribute.Graph:
                    WireReader.Once(ref hasGraph, "An attribute of an operator states its value");
                    node.Subgraphs.Add(Read(reader.Bytes(), "A graph in an operator's attribute", depth + 1));
                    break;
                case OnnxFields.Attribute.Graphs:
                    node.Subgraphs.Add(Read(reader.Bytes(), "A graph in an operator's attribute", depth + 1));
                    break;
                case OnnxFields.Attribute.Integers when name is "shape" or "value_ints":
                    reader.Numbers(integers, ElementSize.MaxRank);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        if (name == "shape")
        {
            node.Shape = [.. integers];
        }
        else if (name == "value_ints")
        {
            node.Integers = [.. integers];
        }
    }

    private void AddInitializer(ScannedGraph graph, ReadOnlySpan<byte> bytes)
    {
        var (name, integers) = Tensors.Read(bytes);
        AddInitializer(graph, name);
        if (integers is not null)
        {
            graph.Integers[name] = integers;
        }
    }

    private static void AddInitializer(ScannedGraph graph, string name)
    {
        if (!graph.Initializers.Add(name))
        {
            throw new InvalidGraphException($"The tensor '{name}' is given twice.");
        }
    }

    private GraphValue ReadValue(ReadOnlySpan<byte> bytes)
    {
        CountName();
        return ValueReader.Read(bytes, limits.MaxTensorElements);
    }

    private string ReadName(ref WireReader reader)
    {
        CountName();
        return reader.Text();
    }

    private void CountName()
    {
        if (++_names > limits.MaxNames)
        {
            throw new InvalidGraphException($"The operators of the model name more than {limits.MaxNames} inputs and outputs.");
        }
    }
}
