namespace TorchSharp;

public static unsafe partial class torch
{
    public partial class Tensor
    {
        /// <summary>The same memory with other sizes; one of them may be -1.</summary>
        public Tensor view(params long[] shape)
        {
            fixed (long* sizes = shape)
            {
                return Native.Tensor(Native.lts_view(Handle, sizes, shape.Length));
            }
        }

        /// <summary>With other sizes, copied if it must be.</summary>
        public Tensor reshape(params long[] shape)
        {
            fixed (long* sizes = shape)
            {
                return Native.Tensor(Native.lts_reshape(Handle, sizes, shape.Length));
            }
        }

        /// <summary>Dimensions of size 1 repeated without memory; -1 leaves one as it is.</summary>
        public Tensor expand(params long[] sizes)
        {
            fixed (long* to = sizes)
            {
                return Native.Tensor(Native.lts_expand(Handle, to, sizes.Length));
            }
        }

        /// <summary>Dimensions in another order.</summary>
        public Tensor permute(params long[] permutation)
        {
            fixed (long* dims = permutation)
            {
                return Native.Tensor(Native.lts_permute(Handle, dims, permutation.Length));
            }
        }

        /// <summary>Two dimensions exchanged.</summary>
        public Tensor transpose(long dim0, long dim1) => Native.Tensor(Native.lts_transpose(Handle, dim0, dim1));

        /// <summary>A matrix transposed.</summary>
        public Tensor t() => transpose(0, 1);

        /// <summary>With elements in order without gaps, copied if they are not.</summary>
        public Tensor contiguous() => Native.Tensor(Native.lts_contiguous(Handle));

        /// <summary>A stretch of one dimension.</summary>
        public Tensor narrow(long dim, long start, long length) => Native.Tensor(Native.lts_narrow(Handle, dim, start, length));

        /// <summary>Every <paramref name="step"/>th of a stretch of one dimension.</summary>
        public Tensor slice(long dim, long start, long finish, long step) => Native.Tensor(Native.lts_slice(Handle, dim, start, finish, step));

        /// <summary>One index of one dimension, which goes.</summary>
        public Tensor select(long dim, long index) => Native.Tensor(Native.lts_select(Handle, dim, index));

        /// <summary>Without dimensions of size 1, or without this one if it is.</summary>
        public Tensor squeeze(long? dim = null) => Native.Tensor(Native.lts_squeeze(Handle, dim ?? 0, dim is null ? 1 : 0));

        /// <summary>With one more dimension, of size 1.</summary>
        public Tensor unsqueeze(long dim) => Native.Tensor(Native.lts_unsqueeze(Handle, dim));

        /// <summary>Several dimensions as one.</summary>
        public Tensor flatten(long start_dim = 0, long end_dim = -1) => Native.Tensor(Native.lts_flatten(Handle, start_dim, end_dim));

        /// <summary>The elements that indices name along a dimension.</summary>
        public Tensor gather(long dim, Tensor index) => Native.Tensor(Native.lts_gather(Handle, dim, index.Handle));

        /// <summary>Some indices of a dimension.</summary>
        public Tensor index_select(long dim, Tensor index) => Native.Tensor(Native.lts_index_select(Handle, dim, index.Handle));

        /// <summary>The upper triangle, the rest 0.</summary>
        public Tensor triu(long diagonal = 0) => Native.Tensor(Native.lts_triu(Handle, diagonal));

        /// <summary>The lower triangle, the rest 0.</summary>
        public Tensor tril(long diagonal = 0) => Native.Tensor(Native.lts_tril(Handle, diagonal));

        /// <summary>With a value where the mask is true.</summary>
        public Tensor masked_fill(Tensor mask, Scalar value) =>
            Native.Tensor(Native.lts_masked_fill(Handle, mask.Handle, value.Value, value.Integral));

        /// <summary>Views of parts of a size; the last may be smaller.</summary>
        public Tensor[] split(long size, long dim = 0)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
            var parts = new nint[Math.Max(1, (this.size((int)dim) + size - 1) / size)];
            fixed (nint* to = parts)
            {
                Native.Check(Native.lts_split(Handle, size, dim, to, parts.Length));
            }

            return Array.ConvertAll(parts, Native.Tensor);
        }

        /// <summary>Views of parts of given sizes.</summary>
        public Tensor[] split(long[] split_size, long dim = 0)
        {
            var parts = new nint[split_size.Length];
            fixed (nint* to = parts)
            fixed (long* sizes = split_size)
            {
                Native.Check(Native.lts_split_sizes(Handle, sizes, split_size.Length, dim, to, parts.Length));
            }

            return Array.ConvertAll(parts, Native.Tensor);
        }
    }

    /// <summary>Tensors one after the other along a dimension.</summary>
    public static Tensor cat(IList<Tensor> tensors, long dim = 0)
    {
        fixed (nint* handles = Handles(tensors))
        {
            return Native.Tensor(Native.lts_cat(handles, tensors.Count, dim));
        }
    }

    /// <summary>Tensors beside each other along a new dimension.</summary>
    public static Tensor stack(IEnumerable<Tensor> tensors, long dim = 0)
    {
        var all = Handles(tensors);
        fixed (nint* handles = all)
        {
            return Native.Tensor(Native.lts_stack(handles, all.Length, dim));
        }
    }
}
