namespace TorchSharp;

/// <content>Making tensors. Without a type they are float32, of integers int64; without a device on the CPU.</content>
public static unsafe partial class torch
{
    /// <summary>With whatever was in its memory.</summary>
    public static Tensor empty(ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
    {
        fixed (long* sizes = size)
        {
            return With(requires_grad, Native.Tensor(Native.lts_empty(sizes, size.Length, Id(dtype), Id(device))));
        }
    }

    /// <summary>With whatever was in its memory.</summary>
    public static Tensor empty(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        empty(size.AsSpan(), dtype, device, requires_grad);

    /// <summary>With whatever was in its memory.</summary>
    public static Tensor empty(long size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        empty([size], dtype, device, requires_grad);

    /// <summary>With whatever was in its memory.</summary>
    public static Tensor empty(long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        empty([rows, columns], dtype, device, requires_grad);

    /// <summary>All 0.</summary>
    public static Tensor zeros(ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
    {
        fixed (long* sizes = size)
        {
            return With(requires_grad, Native.Tensor(Native.lts_full(sizes, size.Length, 0, 1, Id(dtype), Id(device))));
        }
    }

    /// <summary>All 0.</summary>
    public static Tensor zeros(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        zeros(size.AsSpan(), dtype, device, requires_grad);

    /// <summary>All 0.</summary>
    public static Tensor zeros(long size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        zeros([size], dtype, device, requires_grad);

    /// <summary>All 0.</summary>
    public static Tensor zeros(long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        zeros([rows, columns], dtype, device, requires_grad);

    /// <summary>All 1.</summary>
    public static Tensor ones(ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
    {
        fixed (long* sizes = size)
        {
            return With(requires_grad, Native.Tensor(Native.lts_full(sizes, size.Length, 1, 1, Id(dtype), Id(device))));
        }
    }

    /// <summary>All 1.</summary>
    public static Tensor ones(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        ones(size.AsSpan(), dtype, device, requires_grad);

    /// <summary>All 1.</summary>
    public static Tensor ones(long size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        ones([size], dtype, device, requires_grad);

    /// <summary>All 1.</summary>
    public static Tensor ones(long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        ones([rows, columns], dtype, device, requires_grad);

    /// <summary>Uniform in [0, 1).</summary>
    public static Tensor rand(ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
    {
        fixed (long* sizes = size)
        {
            return With(requires_grad, Native.Tensor(Native.lts_rand(sizes, size.Length, Id(dtype), Id(device))));
        }
    }

    /// <summary>Uniform in [0, 1).</summary>
    public static Tensor rand(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        rand(size.AsSpan(), dtype, device, requires_grad);

    /// <summary>Uniform in [0, 1).</summary>
    public static Tensor rand(long size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        rand([size], dtype, device, requires_grad);

    /// <summary>Uniform in [0, 1).</summary>
    public static Tensor rand(long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        rand([rows, columns], dtype, device, requires_grad);

    /// <summary>Normal with mean 0 and deviation 1.</summary>
    public static Tensor randn(ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
    {
        fixed (long* sizes = size)
        {
            return With(requires_grad, Native.Tensor(Native.lts_randn(sizes, size.Length, Id(dtype), Id(device))));
        }
    }

    /// <summary>Normal with mean 0 and deviation 1.</summary>
    public static Tensor randn(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        randn(size.AsSpan(), dtype, device, requires_grad);

    /// <summary>Normal with mean 0 and deviation 1.</summary>
    public static Tensor randn(long size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        randn([size], dtype, device, requires_grad);

    /// <summary>Normal with mean 0 and deviation 1.</summary>
    public static Tensor randn(long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        randn([rows, columns], dtype, device, requires_grad);

    /// <summary>All one value; without a type float32, or int64 for an integer.</summary>
    public static Tensor full(long[] size, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
    {
        fixed (long* sizes = size)
        {
            var type = Id(dtype, value.Integral != 0 ? ScalarType.Int64 : ScalarType.Float32);
            return With(requires_grad, Native.Tensor(Native.lts_full(sizes, size.Length, value.Value, value.Integral, type, Id(device))));
        }
    }

    /// <summary>Integers from <paramref name="low"/> to before <paramref name="high"/>.</summary>
    public static Tensor randint(long low, long high, long[] size, ScalarType? dtype = null, Device? device = null)
    {
        fixed (long* sizes = size)
        {
            return Native.Tensor(Native.lts_randint(low, high, sizes, size.Length, Id(dtype, ScalarType.Int64), Id(device)));
        }
    }

    /// <summary>0, 1, … before <paramref name="stop"/>.</summary>
    public static Tensor arange(long stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        arange(0, stop, 1, dtype, device, requires_grad);

    /// <summary>start, start + 1, … before <paramref name="stop"/>.</summary>
    public static Tensor arange(long start, long stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        arange(start, stop, 1, dtype, device, requires_grad);

    /// <summary>start, start + step, … before <paramref name="stop"/>.</summary>
    public static Tensor arange(
        long start, long stop, long step, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        With(requires_grad, Native.Tensor(Native.lts_arange(start, stop, step, Id(dtype, ScalarType.Int64), Id(device))));

    /// <summary>All 0, with the sizes, and unless given the type and device, of another.</summary>
    public static Tensor zeros_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        With(requires_grad, Native.Tensor(Native.lts_full_like(input.Handle, 0, Id(dtype ?? input.dtype), Id(device ?? input.device))));

    /// <summary>All 1, with the sizes, and unless given the type and device, of another.</summary>
    public static Tensor ones_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        With(requires_grad, Native.Tensor(Native.lts_full_like(input.Handle, 1, Id(dtype ?? input.dtype), Id(device ?? input.device))));

    /// <summary>With whatever was in its memory, and the sizes, and unless given the type and device, of another.</summary>
    public static Tensor empty_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        With(requires_grad, Native.Tensor(Native.lts_empty_like(input.Handle, Id(dtype ?? input.dtype), Id(device ?? input.device))));

    private static Tensor With(bool requiresGradient, Tensor tensor) => requiresGradient ? tensor.requires_grad_() : tensor;
}
