namespace Lts.Trainer.Models.SafeTensors;

/// <summary>Sizes and names of element types.</summary>
internal static class TensorTypes
{
    private static readonly (TensorType Type, string Name, int Bytes)[] All =
    [
        (TensorType.Bool, "BOOL", 1), (TensorType.U8, "U8", 1), (TensorType.I8, "I8", 1),
        (TensorType.F8E4M3, "F8_E4M3", 1), (TensorType.F8E5M2, "F8_E5M2", 1),
        (TensorType.U16, "U16", 2), (TensorType.I16, "I16", 2), (TensorType.F16, "F16", 2), (TensorType.BF16, "BF16", 2),
        (TensorType.U32, "U32", 4), (TensorType.I32, "I32", 4), (TensorType.F32, "F32", 4),
        (TensorType.U64, "U64", 8), (TensorType.I64, "I64", 8), (TensorType.F64, "F64", 8),
    ];

    /// <summary>Bytes of an element.</summary>
    public static int Size(this TensorType type) => Find(type).Bytes;

    /// <summary>The name in a header.</summary>
    public static string Name(this TensorType type) => Find(type).Name;

    /// <summary>The type of a name; <see langword="null"/> for a name that is not known here.</summary>
    public static TensorType? Parse(string? name)
    {
        foreach (var (type, known, _) in All)
        {
            if (known == name)
            {
                return type;
            }
        }

        return null;
    }

    private static (TensorType Type, string Name, int Bytes) Find(TensorType type) => Array.Find(All, entry => entry.Type == type);
}
