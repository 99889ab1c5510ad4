using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Google.Protobuf;
using Lts.Onnx.Weights;
using Lts.Onnx.Wire;
using Architecture = Lts.Domain.Architectures.Architecture; // InteropServices has one, too

namespace Lts.Onnx.Emission;

/// <summary>Writes complete models: one file with the weights embedded, for any ONNX runtime.</summary>
public static class WeightedGraph
{
    /// <summary>The largest model file that protobuf readers accept, in bytes (2 GiB less one).</summary>
    public const long MaxBytes = int.MaxValue;

    private const int BufferElements = 1 << 16;

    /// <summary>Exact size of the file that <see cref="Write"/> would write, in bytes; may exceed <see cref="MaxBytes"/>.</summary>
    /// <exception cref="Domain.ValidationException">The architecture or an option is impossible; every error is named.</exception>
    public static long SizeOf(Architecture architecture, GraphOptions options) =>
        ModelLayout.Of(GraphEmitter.Emit(architecture, options)).FileBytes;

    /// <summary>Streams a model; of the weights only a small buffer is held. The same input gives the same bytes everywhere.</summary>
    /// <exception cref="Domain.ValidationException">The architecture or an option is impossible; every error is named.</exception>
    /// <exception cref="InvalidWeightException">A weight to be quantised is not finite.</exception>
    /// <exception cref="ModelTooLargeException">The file would exceed <see cref="MaxBytes"/>; nothing has been written.</exception>
    public static void Write(Architecture architecture, GraphOptions options, IWeightSource weights, Stream destination)
    {
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(destination);
        var model = GraphEmitter.Emit(architecture, options);
        var layout = ModelLayout.Of(model);
        if (layout.FileBytes > MaxBytes)
        {
            throw new ModelTooLargeException(layout.FileBytes);
        }

        destination.Write(layout.Head);
        WireField.WriteStart(destination, ModelProto.GraphFieldNumber, layout.GraphBytes);
        destination.Write(layout.Graph);
        var buffer = new float[BufferElements];
        foreach (var weight in model.Weights)
        {
            if (weight.ScaleAxis is null)
            {
                WriteTensor(destination, weight, weights, buffer);
            }
            else
            {
                WriteQuantized(destination, new QuantizedMatrix(weight, weights, options.Weights, buffer));
            }
        }
    }

    private static void WriteTensor(Stream destination, WeightTensor weight, IWeightSource weights, float[] buffer)
    {
        WriteStart(destination, InitializerPart.Of(weight)[0]);
        for (var first = 0L; first < weight.ElementCount; first += buffer.Length)
        {
            var elements = buffer.AsSpan(0, (int)Math.Min(buffer.Length, weight.ElementCount - first));
            weights.Fill(weight, first, elements);
            WriteLittleEndian(destination, elements);
        }
    }

    private static void WriteQuantized(Stream destination, QuantizedMatrix matrix)
    {
        var parts = InitializerPart.Of(matrix.Weight);
        WriteStart(destination, parts[0]);
        matrix.WriteValues(destination);
        WriteStart(destination, parts[1]);
        WriteLittleEndian(destination, matrix.Scales);
    }

    private static void WriteStart(Stream destination, InitializerPart part)
    {
        WireField.WriteStart(destination, GraphProto.InitializerFieldNumber, part.TensorBytes);
        part.Declaration.WriteTo(destination);
        WireField.WriteStart(destination, TensorProto.RawDataFieldNumber, part.ByteCount);
    }

    private static void WriteLittleEndian(Stream destination, Span<float> elements)
    {
        if (!BitConverter.IsLittleEndian)
        {
            var words = MemoryMarshal.Cast<float, int>(elements);
            BinaryPrimitives.ReverseEndianness(words, words);
        }

        destination.Write(MemoryMarshal.AsBytes(elements));
    }
}
