namespace TorchSharp;

public static unsafe partial class torch
{
    public partial class Tensor
    {
        /// <summary>Adds another tensor, times <paramref name="alpha"/>, in place.</summary>
        public Tensor add_(Tensor other, Scalar? alpha = null)
        {
            Native.Check(Native.lts_add_(Handle, other.Handle, (alpha ?? 1).Value, (alpha ?? 1).Integral));
            return this;
        }

        /// <summary>Adds a number in place.</summary>
        public Tensor add_(Scalar value)
        {
            Native.Check(Native.lts_add_scalar_(Handle, value.Value, value.Integral));
            return this;
        }

        /// <summary>Subtracts another tensor in place.</summary>
        public Tensor sub_(Tensor other)
        {
            Native.Check(Native.lts_sub_(Handle, other.Handle));
            return this;
        }

        /// <summary>Multiplies by another tensor in place.</summary>
        public Tensor mul_(Tensor other)
        {
            Native.Check(Native.lts_mul_(Handle, other.Handle));
            return this;
        }

        /// <summary>Multiplies by a number in place.</summary>
        public Tensor mul_(Scalar value)
        {
            Native.Check(Native.lts_mul_scalar_(Handle, value.Value, value.Integral));
            return this;
        }

        /// <summary>Divides by another tensor in place.</summary>
        public Tensor div_(Tensor other)
        {
            Native.Check(Native.lts_div_(Handle, other.Handle));
            return this;
        }

        /// <summary>Divides by a number in place.</summary>
        public Tensor div_(Scalar value)
        {
            Native.Check(Native.lts_div_scalar_(Handle, value.Value, value.Integral));
            return this;
        }
    }
}
