using Lts.Onnx.Emission;
using Lts.Onnx.Weights;

namespace Lts.Tests.Onnx;

/// <summary>
/// Weights large enough that every part of the model matters to its logits: GPT-2's initialisation keeps attention nearly uniform and GELU
/// nearly linear, which would hide mistakes.
/// </summary>
internal sealed class LivelyWeights(long seed) : IWeightSource
{
    public void Fill(WeightTensor tensor, long firstElement, Span<float> destination)
    {
        WeightPool.Fill(destination, firstElement, seed ^ ((long)tensor.Index << 32));
        var (scale, mean) = tensor.Role switch
        {
            WeightRole.Gain => (10f, 1f),
            WeightRole.Bias => (10f, 0f),
            WeightRole.Embedding => (50f, 0f),
            _ => ((float)(75 / Math.Sqrt(tensor.Dims[0])), 0f),
        };
        for (var i = 0; i < destination.Length; i++)
        {
            destination[i] = mean + (scale * destination[i]);
        }
    }
}
