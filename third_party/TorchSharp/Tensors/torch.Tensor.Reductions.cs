namespace TorchSharp;

public static unsafe partial class torch
{
    public partial class Tensor
    {
        /// <summary>The sum of all elements.</summary>
        public Tensor sum(ScalarType? type = null) => Native.Tensor(Native.lts_sum(Handle, null, 0, 0, Id(type, (ScalarType)(-1))));

        /// <summary>Sums along one dimension.</summary>
        public Tensor sum(long dim, bool keepdim = false, ScalarType? type = null) => sum([dim], keepdim, type);

        /// <summary>Sums along some dimensions.</summary>
        public Tensor sum(ReadOnlySpan<long> dim, bool keepdim = false, ScalarType? type = null)
        {
            fixed (long* dims = dim)
            {
                return Native.Tensor(Native.lts_sum(Handle, dims, dim.Length, keepdim ? 1 : 0, Id(type, (ScalarType)(-1))));
            }
        }

        /// <summary>The mean of all elements.</summary>
        public Tensor mean() => Native.Tensor(Native.lts_mean(Handle, null, 0, 0, -1));

        /// <summary>Means along some dimensions.</summary>
        public Tensor mean(long[] dimensions, bool keepdim = false, ScalarType? type = null)
        {
            fixed (long* dims = dimensions)
            {
                return Native.Tensor(Native.lts_mean(Handle, dims, dimensions.Length, keepdim ? 1 : 0, Id(type, (ScalarType)(-1))));
            }
        }

        /// <summary>The index of the greatest element of all.</summary>
        public Tensor argmax() => Native.Tensor(Native.lts_argmax(Handle, 0, 1, 0));

        /// <summary>Indices of the greatest elements along a dimension.</summary>
        public Tensor argmax(long dim, bool keepdim = false) => Native.Tensor(Native.lts_argmax(Handle, dim, 0, keepdim ? 1 : 0));

        /// <summary>The p-norm of all elements.</summary>
        public Tensor norm(float p = 2.0f) => Native.Tensor(Native.lts_norm(Handle, p));

        /// <summary>exp(x) / Σ exp(x) along a dimension.</summary>
        public Tensor softmax(long dim, ScalarType? dtype = null) =>
            Native.Tensor(Native.lts_softmax(Handle, dim, Id(dtype, (ScalarType)(-1))));

        /// <summary>log softmax along a dimension.</summary>
        public Tensor log_softmax(long dim, ScalarType? dtype = null) =>
            Native.Tensor(Native.lts_log_softmax(Handle, dim, Id(dtype, (ScalarType)(-1))));

        /// <summary>Whether sizes, type and all elements are the same.</summary>
        public bool Equals(Tensor? target) => target is not null && Native.Check(Native.lts_equal(Handle, target.Handle)) != 0;

        /// <summary>Whether |a - b| ≤ atol + rtol · |b| for all elements.</summary>
        public bool allclose(Tensor target, double rtol = 1e-05, double atol = 1e-08, bool equal_nan = false) =>
            Native.Check(Native.lts_allclose(Handle, target.Handle, rtol, atol, equal_nan ? 1 : 0)) != 0;
    }
}
