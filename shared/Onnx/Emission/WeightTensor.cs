using System.Collections.Immutable;

namespace Lts.Onnx.Emission;

/// <summary>A float32 tensor that training would learn.</summary>
/// <param name="Name">Name of the initializer: Hugging Face's in a GPT-2 checkpoint, e.g. <c>h.0.attn.c_attn.weight</c>.</param>
/// <param name="Dims">Dimensions, outermost first. Matrices are (inputs, outputs), as in that checkpoint.</param>
/// <param name="Role">What it is for.</param>
/// <param name="Index">Position among the graph's weights, from 0.</param>
public sealed record WeightTensor(string Name, ImmutableArray<long> Dims, WeightRole Role, int Index)
{
    /// <summary>
    /// The dimension whose every index has a scale of its own where the graph holds this matrix as 8-bit integers; <see langword="null"/>
    /// where it holds floats.
    /// </summary>
    public int? ScaleAxis { get; init; }

    /// <summary>Name of the initializer that holds the scales.</summary>
    public string ScaleName => ScaleNameOf(Name);

    /// <summary>Number of elements.</summary>
    public long ElementCount => Dims.Aggregate(1L, (product, dim) => checked(product * dim));

    /// <summary>Size in bytes as float32.</summary>
    public long ByteCount => checked(ElementCount * sizeof(float));

    /// <summary>
    /// Where the tensor starts in the pool, in bytes. Tensors overlap, so that one small pool serves every candidate, but no two start at
    /// the same place: ONNX Runtime keeps only one copy of tensors with equal contents, and memory would read too low.
    /// </summary>
    public long PoolOffset => (long)Index * Weights.WeightPool.Stagger;

    internal static string ScaleNameOf(string weight) => $"{weight}.scale";
}
