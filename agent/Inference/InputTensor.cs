using System.Collections.Immutable;
using Lts.Onnx.Inspection;

namespace Lts.Agent.Inference;

/// <summary>One input to run a graph on.</summary>
/// <param name="Name">The graph's name for it.</param>
/// <param name="ElementType">Type of its elements.</param>
/// <param name="Dims">Its shape, every dimension known; 0 for a past that is empty.</param>
/// <param name="Fill">What its elements are.</param>
/// <param name="Bound">For <see cref="InputFill.Ids"/>: ids are below it.</param>
internal sealed record InputTensor(string Name, OnnxElementType ElementType, ImmutableArray<long> Dims, InputFill Fill, long Bound)
{
    /// <summary>Number of elements.</summary>
    public long ElementCount => Dims.Aggregate(1L, (product, d) => product * d);
}
