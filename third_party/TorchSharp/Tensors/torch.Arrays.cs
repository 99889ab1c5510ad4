namespace TorchSharp;

/// <content>Tensors of arrays, copied.</content>
public static unsafe partial class torch
{
    /// <summary>A vector.</summary>
    public static Tensor tensor(float[] dataArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Copy<float>(dataArray, [dataArray.Length], ScalarType.Float32, dtype, device, requires_grad);

    /// <summary>With the given sizes.</summary>
    public static Tensor tensor(
        float[] dataArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Copy<float>(dataArray, dimensions, ScalarType.Float32, dtype, device, requires_grad);

    /// <summary>A matrix.</summary>
    public static Tensor tensor(
        float[] rawArray, long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Copy<float>(rawArray, [rows, columns], ScalarType.Float32, dtype, device, requires_grad);

    /// <summary>One number.</summary>
    public static Tensor tensor(float scalar, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Copy<float>([scalar], [], ScalarType.Float32, dtype, device, requires_grad);

    /// <summary>A vector.</summary>
    public static Tensor tensor(double[] dataArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Copy<double>(dataArray, [dataArray.Length], ScalarType.Float64, dtype, device, requires_grad);

    /// <summary>With the given sizes.</summary>
    public static Tensor tensor(
        double[] dataArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Copy<double>(dataArray, dimensions, ScalarType.Float64, dtype, device, requires_grad);

    /// <summary>A matrix.</summary>
    public static Tensor tensor(
        double[] rawArray, long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Copy<double>(rawArray, [rows, columns], ScalarType.Float64, dtype, device, requires_grad);

    /// <summary>One number.</summary>
    public static Tensor tensor(double scalar, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Copy<double>([scalar], [], ScalarType.Float64, dtype, device, requires_grad);

    /// <summary>A vector.</summary>
    public static Tensor tensor(long[] dataArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Copy<long>(dataArray, [dataArray.Length], ScalarType.Int64, dtype, device, requires_grad);

    /// <summary>With the given sizes.</summary>
    public static Tensor tensor(
        long[] dataArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Copy<long>(dataArray, dimensions, ScalarType.Int64, dtype, device, requires_grad);

    /// <summary>A matrix.</summary>
    public static Tensor tensor(
        long[] rawArray, long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Copy<long>(rawArray, [rows, columns], ScalarType.Int64, dtype, device, requires_grad);

    /// <summary>One number.</summary>
    public static Tensor tensor(long scalar, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Copy<long>([scalar], [], ScalarType.Int64, dtype, device, requires_grad);

    /// <summary>A vector.</summary>
    public static Tensor tensor(int[] dataArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Copy<int>(dataArray, [dataArray.Length], ScalarType.Int32, dtype, device, requires_grad);

    /// <summary>With the given sizes.</summary>
    public static Tensor tensor(
        int[] dataArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Copy<int>(dataArray, dimensions, ScalarType.Int32, dtype, device, requires_grad);

    /// <summary>A matrix.</summary>
    public static Tensor tensor(
        int[] rawArray, long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Copy<int>(rawArray, [rows, columns], ScalarType.Int32, dtype, device, requires_grad);

    /// <summary>One number.</summary>
    public static Tensor tensor(int scalar, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Copy<int>([scalar], [], ScalarType.Int32, dtype, device, requires_grad);

    /// <summary>A vector.</summary>
    public static Tensor tensor(bool[] dataArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Copy<bool>(dataArray, [dataArray.Length], ScalarType.Bool, dtype, device, requires_grad);

    /// <summary>With the given sizes.</summary>
    public static Tensor tensor(
        bool[] dataArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Copy<bool>(dataArray, dimensions, ScalarType.Bool, dtype, device, requires_grad);

    /// <summary>A matrix.</summary>
    public static Tensor tensor(
        bool[] rawArray, long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Copy<bool>(rawArray, [rows, columns], ScalarType.Bool, dtype, device, requires_grad);

    /// <summary>One number.</summary>
    public static Tensor tensor(bool scalar, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Copy<bool>([scalar], [], ScalarType.Bool, dtype, device, requires_grad);

    /// <summary>A vector.</summary>
    public static Tensor tensor(byte[] dataArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Copy<byte>(dataArray, [dataArray.Length], ScalarType.Byte, dtype, device, requires_grad);

    /// <summary>With the given sizes.</summary>
    public static Tensor tensor(
        byte[] dataArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Copy<byte>(dataArray, dimensions, ScalarType.Byte, dtype, device, requires_grad);

    /// <summary>A matrix.</summary>
    public static Tensor tensor(
        byte[] rawArray, long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Copy<byte>(rawArray, [rows, columns], ScalarType.Byte, dtype, device, requires_grad);

    /// <summary>One number.</summary>
    public static Tensor tensor(byte scalar, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Copy<byte>([scalar], [], ScalarType.Byte, dtype, device, requires_grad);

    private static Tensor Copy<T>(
        ReadOnlySpan<T> data, ReadOnlySpan<long> sizes, ScalarType type, ScalarType? wanted, Device? device, bool requiresGradient)
        where T : unmanaged
    {
        var count = 1L;
        foreach (var size in sizes)
        {
            count *= size;
        }

        if (count != data.Length)
        {
            throw new ArgumentException($"{data.Length} elements do not fill [{string.Join(", ", sizes.ToArray())}].");
        }

        fixed (T* from = data)
        fixed (long* to = sizes)
        {
            var made = Native.Tensor(Native.lts_from_memory(from, to, sizes.Length, (int)type));
            if ((wanted ?? type) != type || Id(device) >= 0)
            {
                made = made.to(wanted ?? type, device ?? CPU, disposeAfter: true);
            }

            return With(requiresGradient, made);
        }
    }
}
