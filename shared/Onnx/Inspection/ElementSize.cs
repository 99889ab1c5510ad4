namespace Lts.Onnx.Inspection;

/// <summary>Sizes of tensors.</summary>
internal static class ElementSize
{
    /// <summary>Most dimensions that a tensor may have.</summary>
    public const int MaxRank = 64;

    /// <summary>Number of elements of a shape.</summary>
    /// <param name="dims">Dimensions; null ones are left out.</param>
    /// <param name="max">Most elements allowed.</param>
    /// <param name="subject">Whose shape it is, for errors.</param>
    public static long Count(ReadOnlySpan<long?> dims, long max, string subject)
    {
        var product = 1L;
        var isEmpty = false;
        foreach (var dim in dims)
        {
            if (dim < 0)
            {
                throw new InvalidGraphException($"{subject} has a negative dimension ({dim}).");
            }

            // A zero does not excuse the other dimensions: what is derived from them may leave it out.
            isEmpty |= dim == 0;
            if (dim > 0 && (product *= Math.Min(dim.Value, max + 1)) > max)
            {
                throw new InvalidGraphException($"{subject} has a shape of more than {max} elements.");
            }
        }

        return isEmpty ? 0 : product;
    }

    /// <summary>Bytes that elements take in a file; ONNX packs 4-bit types two to a byte.</summary>
    /// <returns>Null for text and for types that ONNX does not have.</returns>
    public static long? Bytes(long elementType, long count) => BitsOf(elementType) is { } bits ? ((count * bits) + 7) / 8 : null;

    private static int? BitsOf(long elementType) => elementType switch
    {
        1 or 6 or 12 => 32,                     // float32, int32, uint32
        2 or 3 or 9 or 17 or 18 or 19 or 20 => 8, // uint8, int8, bool, the float8 types
        4 or 5 or 10 or 16 => 16,               // uint16, int16, float16, bfloat16
        7 or 11 or 13 or 14 => 64,              // int64, float64, uint64, complex64
        15 => 128,                              // complex128
        21 or 22 or 23 => 4,                    // uint4, int4, float4
        _ => null,
    };
}
