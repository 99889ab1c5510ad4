using System.Collections.Immutable;

namespace Lts.Onnx.Emission;

/// <summary>An ONNX model without its weights.</summary>
/// <param name="Bytes">The model file.</param>
/// <param name="Sha256">SHA-256 of <paramref name="Bytes"/> in lower-case hexadecimal.</param>
/// <param name="Weights">Every weight, in the order of the model's initializers.</param>
public sealed record EmittedGraph(byte[] Bytes, string Sha256, ImmutableArray<WeightTensor> Weights)
{
    /// <summary>Size that the pool must have to serve this graph, in bytes.</summary>
    public long RequiredPoolBytes => Weights.Max(weight => weight.PoolOffset + weight.ByteCount);
}
