using System.Collections.Immutable;

namespace Lts.Onnx.Inspection;

/// <summary>What can be said of a graph without running it.</summary>
/// <param name="Inputs">Inputs that a caller must supply: those that no initializer supplies.</param>
/// <param name="Outputs">Outputs that a caller can ask for, in the order of the graph.</param>
/// <param name="RequiredPoolBytes">Size that the weight pool must have, in bytes; 0 without external data.</param>
/// <param name="PoolTensorCount">Number of tensors that lie in the pool.</param>
/// <param name="NodeCount">Number of operators, subgraphs included.</param>
/// <param name="Opset">Version of ONNX's own operators; 0 if only other domains are used.</param>
public sealed record InspectedGraph(
    ImmutableArray<GraphValue> Inputs,
    ImmutableArray<GraphValue> Outputs,
    long RequiredPoolBytes,
    int PoolTensorCount,
    int NodeCount,
    long Opset)
{
    /// <summary>Size of all tensors that lie in the pool, in bytes: what the runtime will copy from it. They may overlap there.</summary>
    public long PoolTensorBytes { get; init; }

    /// <summary>Whether weights are missing from the file and come from the pool.</summary>
    public bool HasExternalData => PoolTensorCount > 0;
}
