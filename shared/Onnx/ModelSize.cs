using Lts.Domain.Architectures;
using Lts.Onnx.Emission;

namespace Lts.Onnx;

/// <summary>How large an architecture's ONNX files are, computed without writing weights.</summary>
/// <param name="WithWeightsBytes">Size of the model with its weights embedded.</param>
/// <param name="WeightlessBytes">Size of the graph without weights.</param>
public readonly record struct ModelSize(long WithWeightsBytes, long WeightlessBytes)
{
    private const double MebibyteBytes = 1 << 20;

    /// <summary>Size of the model with its weights, in MiB (2^20 bytes).</summary>
    public double WithWeightsMebibytes => WithWeightsBytes / MebibyteBytes;

    /// <summary>Both sizes, exact. Options default to dynamic batch and sequence and all logits, as Archai exports.</summary>
    public static ModelSize Of(Architecture architecture, GraphOptions? options = null)
    {
        options ??= new GraphOptions();
        return new ModelSize(WeightedGraph.SizeOf(architecture, options), WeightlessGraph.Emit(architecture, options).Bytes.Length);
    }
}
