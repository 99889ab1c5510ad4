using System.Collections.Immutable;

namespace Lts.Onnx.Inspection;

/// <summary>An input or output of a graph.</summary>
/// <param name="Name">What nodes call it by.</param>
/// <param name="ElementType">Type of its elements.</param>
/// <param name="Dims">Dimensions, outermost first; null where known only when the graph runs. Default where no shape is stated.</param>
public sealed record GraphValue(string Name, OnnxElementType ElementType, ImmutableArray<long?> Dims);
