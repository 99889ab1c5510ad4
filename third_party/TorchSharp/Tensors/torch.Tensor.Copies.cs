namespace TorchSharp;

public static unsafe partial class torch
{
    public partial class Tensor
    {
        /// <summary>On another device; itself under another handle if it is there already.</summary>
        public Tensor to(Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            To(Native.lts_dtype(Handle), device.Id, copy, disposeAfter, non_blocking);

        /// <summary>In another type.</summary>
        public Tensor to(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            To((int)type, Native.lts_device(Handle), copy, disposeAfter, non_blocking);

        /// <summary>On another device in another type.</summary>
        public Tensor to(ScalarType type, Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            To((int)type, device.Id, copy, disposeAfter, non_blocking);

        /// <summary>In another type.</summary>
        public Tensor to_type(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            to(type, copy, disposeAfter, non_blocking);

        /// <summary>On the processor.</summary>
        public Tensor cpu() => to(CPU);

        /// <summary>On a GPU.</summary>
        public Tensor cuda(Device? device = null, bool non_blocking = false) => to(device ?? CUDA, non_blocking: non_blocking);

        /// <summary>In single precision.</summary>
        public Tensor @float() => to(ScalarType.Float32);

        /// <summary>In double precision.</summary>
        public Tensor @double() => to(ScalarType.Float64);

        /// <summary>As 64-bit integers.</summary>
        public Tensor @long() => to(ScalarType.Int64);

        /// <summary>A copy with memory of its own, through which gradients flow.</summary>
        public Tensor clone() => Native.Tensor(Native.lts_clone(Handle));

        /// <summary>A view of all of it.</summary>
        public Tensor alias() => Native.Tensor(Native.lts_alias(Handle));

        /// <summary>Copies another tensor's elements in, from any type and device.</summary>
        public Tensor copy_(Tensor src, bool non_blocking = false)
        {
            Native.Check(Native.lts_copy_(Handle, src.Handle, non_blocking ? 1 : 0));
            return this;
        }

        /// <summary>Sets all elements to 0.</summary>
        public Tensor zero_()
        {
            Native.Check(Native.lts_zero_(Handle));
            return this;
        }

        /// <summary>Sets all elements to one value.</summary>
        public Tensor fill_(Scalar value)
        {
            Native.Check(Native.lts_fill_(Handle, value.Value, value.Integral));
            return this;
        }

        private Tensor To(int type, int device, bool copy, bool disposeAfter, bool nonBlocking)
        {
            var moved = Native.Tensor(Native.lts_to(Handle, type, device, copy ? 1 : 0, nonBlocking ? 1 : 0));
            if (disposeAfter)
            {
                Dispose();
            }

            return moved;
        }
    }
}
