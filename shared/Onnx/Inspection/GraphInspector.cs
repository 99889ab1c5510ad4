namespace Lts.Onnx.Inspection;

/// <summary>Reads graphs from strangers, so that a hostile or damaged one is refused before a native runtime loads it.</summary>
public static class GraphInspector
{
    /// <summary>
    /// Checks a model file and says what it needs. Operators are not looked at beyond their names: an unknown one is for the runtime to
    /// refuse.
    /// </summary>
    /// <param name="model">The file's bytes; nothing of its weights is copied.</param>
    /// <param name="limits">How large it may be; null for the defaults.</param>
    /// <exception cref="InvalidGraphException">The graph is damaged, hostile or too large; the message says where.</exception>
    public static InspectedGraph Inspect(ReadOnlySpan<byte> model, GraphLimits? limits = null)
    {
        limits ??= GraphLimits.Default;
        if (model.Length > limits.MaxModelBytes)
        {
            throw new InvalidGraphException($"The model has {model.Length} bytes, and at most {limits.MaxModelBytes} are allowed.");
        }

        var graphs = new GraphReader(limits);
        ScannedGraph? main = null;
        var opsets = new Dictionary<string, long>();
        var reader = new WireReader(model, "The model");
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case OnnxFields.Model.Graph when main is not null:
                    throw new InvalidGraphException("The model has two graphs.");
                case OnnxFields.Model.Graph:
                    main = graphs.Read(reader.Bytes(), "The graph", depth: 0);
                    break;
                case OnnxFields.Model.OpsetImport:
                    AddOpset(opsets, reader.Bytes());
                    break;
                case OnnxFields.Model.Functions:
                    Check(graphs.ReadFunction(reader.Bytes()), limits);
                    break;
                case OnnxFields.Model.TrainingInfo:
                    throw new InvalidGraphException("The model carries training graphs; export it for inference.");
                default:
                    reader.Skip();
                    break;
            }
        }

        return Describe(main ?? throw new InvalidGraphException("The model has no graph: it is not an ONNX file."), opsets, graphs, limits);
    }

    private static InspectedGraph Describe(ScannedGraph graph, Dictionary<string, long> opsets, GraphReader graphs, GraphLimits limits)
    {
        if (opsets.Count == 0)
        {
            throw new InvalidGraphException("The model does not say which version of ONNX's operators it uses (opset_import).");
        }

        if (graph.Outputs.Count == 0)
        {
            throw new InvalidGraphException("The graph has no outputs.");
        }

        Check(graph, limits);
        return new InspectedGraph(
            [.. graph.Inputs.Where(input => !graph.Initializers.Contains(input.Name))], [.. graph.Outputs],
            graphs.Tensors.RequiredPoolBytes, graphs.Tensors.PoolTensorCount, graphs.NodeCount, opsets.GetValueOrDefault(""))
        {
            PoolTensorBytes = graphs.Tensors.PoolTensorBytes,
        };
    }

    private static void Check(ScannedGraph graph, GraphLimits limits)
    {
        DataFlow.Check(graph);
        ShapeCheck.Check(graph, limits.MaxTensorElements);
    }

    private static void AddOpset(Dictionary<string, long> opsets, ReadOnlySpan<byte> bytes)
    {
        var domain = "";
        var version = 0L;
        var reader = new WireReader(bytes, "A version of operators (opset_import)");
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case OnnxFields.OperatorSet.Domain: domain = reader.Text(); break;
                case OnnxFields.OperatorSet.Version: version = reader.Number(); break;
                default: reader.Skip(); break;
            }
        }

        // ONNX's own domain has two spellings.
        domain = domain == "ai.onnx" ? "" : domain;
        if (version < 1 || !opsets.TryAdd(domain, version))
        {
            throw new InvalidGraphException($"The model states no version, or several, of the operators of '{domain}' (opset_import).");
        }
    }
}
