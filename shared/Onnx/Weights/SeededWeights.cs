using Lts.Domain.Architectures;
using Lts.Onnx.Emission;

namespace Lts.Onnx.Weights;

/// <summary>
/// GPT-2's initialisation from a seed: embeddings and matrices normal(0, 0.02), those that write into the residual stream scaled by
/// 1/√(2 · layers), biases 0, layer norms' gains 1 (Radford et al. 2019, §2.3).
/// </summary>
/// <param name="seed">Chooses the values.</param>
/// <param name="architecture">The model to be initialised.</param>
public sealed class SeededWeights(long seed, Architecture architecture) : IWeightSource
{
    private readonly float _residualDeviation = (float)(WeightPool.StandardDeviation / Math.Sqrt(2.0 * architecture.LayerCount));

    /// <inheritdoc/>
    public void Fill(WeightTensor tensor, long firstElement, Span<float> destination)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        switch (tensor.Role)
        {
            case WeightRole.Bias:
                destination.Clear();
                break;
            case WeightRole.Gain:
                destination.Fill(1);
                break;
            case WeightRole.ResidualProjection:
                SeededNormal.Fill(destination, firstElement, SeedOf(tensor), _residualDeviation);
                break;
            case WeightRole.Embedding:
            case WeightRole.Projection:
                SeededNormal.Fill(destination, firstElement, SeedOf(tensor), WeightPool.StandardDeviation);
                break;
            default:
                throw new ArgumentException($"{tensor.Name} has the unknown role {tensor.Role}.", nameof(tensor));
        }
    }

    /// <summary>A seed of the tensor's own, by its name (FNV-1a, 64 bits), so that its values do not depend on the other tensors.</summary>
    private long SeedOf(WeightTensor tensor)
    {
        var hash = 0xcbf29ce484222325;
        foreach (var letter in tensor.Name)
        {
            hash = (hash ^ letter) * 0x100000001b3;
        }

        return seed ^ (long)hash;
    }
}
