using Lts.Onnx.Emission;

namespace Lts.Onnx.Weights;

/// <summary>Where the values of weights come from.</summary>
public interface IWeightSource
{
    /// <summary>Supplies a run of a tensor's elements (row-major).</summary>
    /// <param name="tensor">Whose elements are wanted.</param>
    /// <param name="firstElement">Index of the first element wanted.</param>
    /// <param name="destination">Receives the elements.</param>
    public void Fill(WeightTensor tensor, long firstElement, Span<float> destination);
}
