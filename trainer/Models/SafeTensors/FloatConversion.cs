using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Lts.Trainer.Models.SafeTensors;

/// <summary>Little-endian floats of any width as float32.</summary>
internal static class FloatConversion
{
    /// <summary>Whether a type can be converted.</summary>
    public static bool IsFloat(TensorType type) => type is TensorType.F32 or TensorType.F16 or TensorType.BF16 or TensorType.F64;

    /// <summary>Converts elements.</summary>
    /// <param name="type">Their type: a float.</param>
    /// <param name="source">As many as <paramref name="destination"/> has room for. They need not be aligned.</param>
    /// <param name="destination">Receives them; 64-bit floats are rounded to nearest.</param>
    public static void ToFloats(TensorType type, ReadOnlySpan<byte> source, Span<float> destination)
    {
        switch (type)
        {
            case TensorType.F32 when BitConverter.IsLittleEndian:
                source.CopyTo(MemoryMarshal.AsBytes(destination));
                break;
            case TensorType.F32:
                Convert(source, destination, BinaryPrimitives.ReadSingleLittleEndian);
                break;
            case TensorType.F16:
                Convert(source, destination, static bytes => (float)BinaryPrimitives.ReadHalfLittleEndian(bytes));
                break;
            case TensorType.BF16:
                Convert(source, destination, static bytes => BitConverter.UInt32BitsToSingle((uint)BinaryPrimitives.ReadUInt16LittleEndian(bytes) << 16));
                break;
            case TensorType.F64:
                Convert(source, destination, static bytes => (float)BinaryPrimitives.ReadDoubleLittleEndian(bytes));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(type), type, "No float.");
        }
    }

    private static void Convert(ReadOnlySpan<byte> source, Span<float> destination, Func<ReadOnlySpan<byte>, float> read)
    {
        var size = source.Length / Math.Max(1, destination.Length);
        for (var i = 0; i < destination.Length; i++)
        {
            destination[i] = read(source[(i * size)..]);
        }
    }
}
