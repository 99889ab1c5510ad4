using Lts.Onnx.Wire;
using static Lts.Onnx.Wire.TensorProto.Types;

namespace Lts.Onnx.Emission;

/// <summary>An initializer of a weight without its values: floats are one, 8-bit integers one and their scales another.</summary>
/// <param name="Declaration">Name, type and dimensions.</param>
/// <param name="ByteCount">Bytes of its values.</param>
internal sealed record InitializerPart(TensorProto Declaration, long ByteCount)
{
    /// <summary>Size of the complete initializer.</summary>
    public long TensorBytes => Declaration.CalculateSize() + WireField.Size(ByteCount);

    /// <summary>The initializers of a weight, in the order of the file.</summary>
    public static InitializerPart[] Of(WeightTensor weight)
    {
        if (weight.ScaleAxis is not { } axis)
        {
            return [new InitializerPart(UnweightedModel.Declare(weight), weight.ByteCount)];
        }

        var scales = weight.Dims[axis];
        return
        [
            new InitializerPart(new TensorProto { Name = weight.Name, DataType = DataType.Int8, Dims = { weight.Dims } }, weight.ElementCount),
            new InitializerPart(new TensorProto { Name = weight.ScaleName, DataType = DataType.Float, Dims = { scales } }, scales * sizeof(float)),
        ];
    }
}
