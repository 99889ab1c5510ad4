using Lts.Domain.Architectures;
using Lts.Onnx.Weights;

namespace Lts.Onnx.Emission;

/// <summary>Writes complete models: one file with the weights embedded, for any ONNX runtime.</summary>
public static class WeightedGraph
{
    /// <summary>The largest model file that protobuf readers accept, in bytes (2 GiB less one).</summary>
    public const long MaxBytes = int.MaxValue;

    /// <summary>Exact size of the file that <see cref="Write"/> would write, in bytes; may exceed <see cref="MaxBytes"/>.</summary>
    /// <exception cref="ArgumentException">The architecture or an option is impossible.</exception>
    public static long SizeOf(Architecture architecture, GraphOptions options) => throw new NotImplementedException();

    /// <summary>Streams a model; nothing of the weights is held beyond a small buffer.</summary>
    /// <exception cref="ArgumentException">The architecture or an option is impossible.</exception>
    /// <exception cref="ModelTooLargeException">The file would exceed <see cref="MaxBytes"/>; nothing has been written.</exception>
    public static void Write(Architecture architecture, GraphOptions options, IWeightSource weights, Stream destination) =>
        throw new NotImplementedException();
}
