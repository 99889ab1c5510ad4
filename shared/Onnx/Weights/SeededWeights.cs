using Lts.Onnx.Emission;

namespace Lts.Onnx.Weights;

/// <summary>GPT-2's initialisation, reproducible from a seed.</summary>
/// <param name="seed">Any number.</param>
/// <param name="layerCount">Number of decoder layers, which scales the residual projections.</param>
public sealed class SeededWeights(long seed, int layerCount) : IWeightSource
{
    /// <inheritdoc/>
    public void Fill(WeightTensor tensor, long firstElement, Span<float> destination) => throw new NotImplementedException($"{seed}{layerCount}");
}
