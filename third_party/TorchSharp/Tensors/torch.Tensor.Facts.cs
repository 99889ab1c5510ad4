namespace TorchSharp;

public static unsafe partial class torch
{
    public partial class Tensor
    {
        /// <summary>Its sizes.</summary>
        public long[] shape
        {
            get
            {
                var sizes = new long[Native.lts_dim(Handle)];
                fixed (long* to = sizes)
                {
                    Native.lts_sizes(Handle, to);
                }

                return sizes;
            }
        }

        /// <summary>Its number of dimensions.</summary>
        public int ndim => Native.lts_dim(Handle);

        /// <summary>Its number of elements.</summary>
        public long NumberOfElements => Native.lts_numel(Handle);

        /// <summary>Bytes an element.</summary>
        public long ElementSize => Native.lts_element_size(Handle);

        /// <summary>The type of its elements.</summary>
        public ScalarType dtype => (ScalarType)Native.lts_dtype(Handle);

        /// <summary>Where it lies.</summary>
        public Device device => Device.Of(Native.lts_device(Handle));

        /// <summary>Its number of dimensions.</summary>
        public long dim() => ndim;

        /// <summary>Its number of elements.</summary>
        public long numel() => NumberOfElements;

        /// <summary>Its sizes.</summary>
        public long[] size() => shape;

        /// <summary>One of its sizes; negative numbers count from the last.</summary>
        /// <exception cref="ArgumentOutOfRangeException">It has no such dimension.</exception>
        public long size(int dim)
        {
            var n = ndim;
            ArgumentOutOfRangeException.ThrowIfLessThan(dim, -n);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(dim, n);
            var sizes = stackalloc long[n];
            Native.lts_sizes(Handle, sizes);
            return sizes[dim < 0 ? dim + n : dim];
        }

        /// <summary>Elements between neighbours, a dimension.</summary>
        public long[] stride()
        {
            var strides = new long[ndim];
            fixed (long* to = strides)
            {
                Native.lts_strides(Handle, to);
            }

            return strides;
        }

        /// <summary>Whether its elements lie in order without gaps.</summary>
        public bool is_contiguous() => Native.lts_is_contiguous(Handle) != 0;

        /// <inheritdoc/>
        public override string ToString() => IsInvalid ? "disposed" : $"[{string.Join("x", shape)}], type = {dtype}, device = {device}";
    }
}
