using System.Runtime.InteropServices;
using Lts.Onnx.Inspection;

namespace Lts.Agent.Inference;

/// <summary>Writes an input's elements: the same ones for the same input on every device.</summary>
internal static class InputFiller
{
    private const ulong Seed = 0x4C54_5331;

    /// <summary>Writes every element of an input.</summary>
    /// <param name="input">What to write.</param>
    /// <param name="destination">The tensor's memory.</param>
    public static void Fill(InputTensor input, Span<byte> destination)
    {
        var next = ElementSource(input);
        switch (input.ElementType)
        {
            case OnnxElementType.Float: Write<float>(destination, i => (float)next(i)); break;
            case OnnxElementType.Double: Write(destination, next); break;
            case OnnxElementType.Float16: Write<Half>(destination, i => (Half)next(i)); break;
            case OnnxElementType.Int64: Write<long>(destination, i => (long)next(i)); break;
            case OnnxElementType.Int32: Write<int>(destination, i => (int)next(i)); break;
            case OnnxElementType.Int8: Write<sbyte>(destination, i => (sbyte)next(i)); break;
            case OnnxElementType.UInt8 or OnnxElementType.Boolean: Write<byte>(destination, i => (byte)next(i)); break;
            default: throw new InvalidGraphException($"Input '{input.Name}' has elements of type {input.ElementType}.");
        }
    }

    private static Func<long, double> ElementSource(InputTensor input)
    {
        var width = Math.Max(1, input.Dims.IsEmpty ? 1 : input.Dims[^1]);
        return input.Fill switch
        {
            InputFill.Ids => i => Hash(i) % (ulong)input.Bound,
            InputFill.Uniform => i => (Hash(i) >> 11) * (2.0 / (1UL << 53)) - 1,
            InputFill.Ones => _ => 1,
            InputFill.Positions => i => i % width,
            _ => _ => 0,
        };
    }

    private static void Write<T>(Span<byte> destination, Func<long, T> element)
        where T : unmanaged
    {
        var elements = MemoryMarshal.Cast<byte, T>(destination);
        for (var i = 0; i < elements.Length; i++)
        {
            elements[i] = element(i);
        }
    }

    /// <summary>SplitMix64's output function on a counter (Steele, Lea and Flood, 2014).</summary>
    private static ulong Hash(long index)
    {
        var z = Seed + ((ulong)index * 0x9E37_79B9_7F4A_7C15);
        z = (z ^ (z >> 30)) * 0xBF58_476D_1CE4_E5B9;
        z = (z ^ (z >> 27)) * 0x94D0_49BB_1331_11EB;
        return z ^ (z >> 31);
    }
}
