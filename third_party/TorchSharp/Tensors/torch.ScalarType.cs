namespace TorchSharp;

public static partial class torch
{
    /// <summary>Types of a tensor's elements, with libtorch's numbers.</summary>
    public enum ScalarType : sbyte
    {
        /// <summary>8 bits, without sign.</summary>
        Byte = 0,

        /// <summary>8 bits.</summary>
        Int8 = 1,

        /// <summary>16 bits.</summary>
        Int16 = 2,

        /// <summary>32 bits.</summary>
        Int32 = 3,

        /// <summary>64 bits.</summary>
        Int64 = 4,

        /// <summary>IEEE half precision.</summary>
        Float16 = 5,

        /// <summary>IEEE single precision.</summary>
        Float32 = 6,

        /// <summary>IEEE double precision.</summary>
        Float64 = 7,

        /// <summary>A truth value a byte.</summary>
        Bool = 11,

        /// <summary>The upper half of single precision.</summary>
        BFloat16 = 15,
    }

    /// <summary>A short name.</summary>
    public static readonly ScalarType float32 = ScalarType.Float32;

    /// <summary>A short name.</summary>
    public static readonly ScalarType float64 = ScalarType.Float64;

    /// <summary>A short name.</summary>
    public static readonly ScalarType float16 = ScalarType.Float16;

    /// <summary>A short name.</summary>
    public static readonly ScalarType bfloat16 = ScalarType.BFloat16;

    /// <summary>A short name.</summary>
    public static readonly ScalarType int32 = ScalarType.Int32;

    /// <summary>A short name.</summary>
    public static readonly ScalarType int64 = ScalarType.Int64;

    /// <summary>A short name.</summary>
    public static readonly ScalarType uint8 = ScalarType.Byte;

    /// <summary>A short name.</summary>
    public static readonly ScalarType @bool = ScalarType.Bool;

    /// <summary>The type of tensors whose making names none.</summary>
    public static ScalarType get_default_dtype() => ScalarType.Float32;

    private static int Id(ScalarType? type, ScalarType otherwise = ScalarType.Float32) => (int)(type ?? otherwise);

    private static int Id(Device? device) => device?.Id ?? -1;
}
