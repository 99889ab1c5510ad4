using System.Collections.Immutable;
using Lts.Onnx.Wire;

namespace Lts.Onnx.Emission;

/// <summary>A model to which only the initializers of its weights are missing.</summary>
/// <param name="Proto">The graph, whole but for them.</param>
/// <param name="Weights">The weights, in the order in which they are to be added.</param>
internal sealed record UnweightedModel(ModelProto Proto, ImmutableArray<WeightTensor> Weights)
{
    /// <summary>The initializer of a weight, still without its values.</summary>
    public static TensorProto Declare(WeightTensor weight) =>
        new() { Name = weight.Name, DataType = TensorProto.Types.DataType.Float, Dims = { weight.Dims } };
}
