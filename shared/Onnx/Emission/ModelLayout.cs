using Google.Protobuf;

namespace Lts.Onnx.Emission;

/// <summary>
/// How a file with embedded weights is put together, known before a weight is: head, then the graph's field, which holds
/// <see cref="Graph"/> and the weights one after another. Protobuf lets fields stand in any order, so the weights can come last.
/// </summary>
/// <param name="Head">The model's fields other than the graph.</param>
/// <param name="Graph">The graph's fields other than the weights.</param>
/// <param name="GraphBytes">Size of the graph with its weights.</param>
internal sealed record ModelLayout(byte[] Head, byte[] Graph, long GraphBytes)
{
    /// <summary>Size of the file.</summary>
    public long FileBytes => Head.Length + WireField.Size(GraphBytes);

    /// <summary>Lays out a model.</summary>
    public static ModelLayout Of(UnweightedModel model)
    {
        var head = model.Proto.Clone();
        head.Graph = null;
        var graph = model.Proto.Graph.ToByteArray();
        return new ModelLayout(head.ToByteArray(), graph, graph.Length + model.Weights.SelectMany(InitializerPart.Of).Sum(part => WireField.Size(part.TensorBytes)));
    }
}
