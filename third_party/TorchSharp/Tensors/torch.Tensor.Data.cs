namespace TorchSharp;

public static unsafe partial class torch
{
    public partial class Tensor
    {
        /// <summary>
        /// The memory itself, of a contiguous tensor on the processor; valid until it is disposed. Setting copies bytes of the same number in.
        /// </summary>
        /// <exception cref="InvalidOperationException">It is elsewhere, not contiguous, or beyond 2 GiB.</exception>
        public Span<byte> bytes
        {
            get
            {
                if (device.type != DeviceType.CPU || !is_contiguous())
                {
                    throw new InvalidOperationException("Only a contiguous tensor on the CPU has its bytes at hand: .cpu().contiguous() is one.");
                }

                var length = NumberOfElements * ElementSize;
                if (length > int.MaxValue)
                {
                    throw new InvalidOperationException($"The tensor has {length} bytes, and a span ends at 2 GiB: take it in parts.");
                }

                return new Span<byte>(Native.lts_data(Handle), (int)length);
            }

            set
            {
                var own = bytes;
                if (own.Length != value.Length)
                {
                    throw new ArgumentException($"The tensor has {own.Length} bytes, and {value.Length} are given.");
                }

                value.CopyTo(own);
            }
        }

        /// <summary>Its elements, which must be of this type.</summary>
        /// <exception cref="ArgumentException">They are of another type.</exception>
        public Utils.TensorAccessor<T> data<T>()
            where T : unmanaged => new(this);

        /// <summary>The one element.</summary>
        /// <exception cref="System.Runtime.InteropServices.ExternalException">There are several.</exception>
        public T item<T>()
            where T : unmanaged
        {
            var (real, integer) = Item();
            object value = typeof(T) switch
            {
                var t when t == typeof(float) => (float)real,
                var t when t == typeof(double) => real,
                var t when t == typeof(long) => integer,
                var t when t == typeof(int) => checked((int)integer),
                var t when t == typeof(byte) => checked((byte)integer),
                var t when t == typeof(bool) => integer != 0,
                _ => throw new ArgumentException($"No elements are of {typeof(T)}."),
            };
            return (T)value;
        }

        /// <summary>The one element.</summary>
        public float ToSingle() => (float)Item().Real;

        /// <summary>The one element.</summary>
        public double ToDouble() => Item().Real;

        /// <summary>The one element.</summary>
        public long ToInt64() => dtype is ScalarType.Float32 or ScalarType.Float64 or ScalarType.BFloat16 or ScalarType.Float16
            ? (long)Item().Real
            : Item().Integer;

        /// <summary>The one element.</summary>
        public bool ToBoolean() => Item().Real != 0;

        private (double Real, long Integer) Item()
        {
            double real;
            long integer;
            Native.Check(Native.lts_item(Handle, &real, &integer));
            return (real, integer);
        }
    }
}
