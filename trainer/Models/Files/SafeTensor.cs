using System.Collections.Immutable;

namespace Lts.Trainer.Models.Files;

/// <summary>Where a tensor lies in a safetensors file.</summary>
/// <param name="Type">Type of its elements, as the file names it: <c>F32</c>, <c>F16</c>, <c>BF16</c>.</param>
/// <param name="Shape">Dimensions, outermost first.</param>
/// <param name="Offset">First byte, from the beginning of the file.</param>
/// <param name="ElementCount">Number of elements.</param>
internal sealed record SafeTensor(string Type, ImmutableArray<long> Shape, long Offset, long ElementCount)
{
    /// <summary>Bytes of an element; 0 for a type that is not read here.</summary>
    public int ElementBytes => SizeOf(Type);

    /// <summary>Bytes of an element of a type; 0 for one that is not read here.</summary>
    public static int SizeOf(string type) => type switch
    {
        "F32" => sizeof(float),
        "F16" or "BF16" => sizeof(ushort),
        _ => 0,
    };
}
