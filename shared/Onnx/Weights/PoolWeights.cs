using Lts.Onnx.Emission;

namespace Lts.Onnx.Weights;

/// <summary>The values that a weightless graph finds in the pool: embedding them gives the same model in one file.</summary>
/// <param name="seed">Seed of the pool.</param>
public sealed class PoolWeights(long seed) : IWeightSource
{
    /// <inheritdoc/>
    public void Fill(WeightTensor tensor, long firstElement, Span<float> destination)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        WeightPool.Fill(destination, (tensor.PoolOffset / sizeof(float)) + firstElement, seed);
    }
}
