namespace Lts.Onnx.Emission;

/// <summary>A model with embedded weights would not fit into one protobuf message.</summary>
/// <param name="bytes">The size it would have.</param>
public sealed class ModelTooLargeException(long bytes) : Exception(
    $"The model with its weights would take {bytes} bytes, and an ONNX file with embedded weights holds at most {WeightedGraph.MaxBytes}. "
    + "Choose a smaller architecture, or export the graph without weights.")
{
    /// <summary>The size the file would have, in bytes.</summary>
    public long Bytes { get; } = bytes;
}
