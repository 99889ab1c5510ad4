namespace TorchSharp;

public static unsafe partial class torch
{
    public partial class Tensor
    {
        /// <summary>Whether what is computed from it is recorded.</summary>
        public bool requires_grad
        {
            get => Native.lts_requires_grad(Handle) != 0;
            set => Native.Check(Native.lts_set_requires_grad(Handle, value ? 1 : 0));
        }

        /// <summary>Whether it was made by hand, not by a recorded operator.</summary>
        public bool is_leaf => Native.lts_is_leaf(Handle) != 0;

        /// <summary>What <see cref="backward"/> has added up, or null. Each reading makes a new handle to the same tensor.</summary>
        public Tensor? grad
        {
            get
            {
                var handle = Native.lts_grad(Handle);
                return handle != 0 ? new Tensor(handle) : Native.LastError.Length == 0 ? null : throw Native.Failure();
            }

            set => Native.Check(Native.lts_set_grad(Handle, value?.Handle ?? 0));
        }

        /// <summary>Sets <see cref="requires_grad"/>.</summary>
        public Tensor requires_grad_(bool requires_grad = true)
        {
            this.requires_grad = requires_grad;
            return this;
        }

        /// <summary>Adds the gradient of this scalar to each leaf's <see cref="grad"/>.</summary>
        public void backward() => Native.Check(Native.lts_backward(Handle));

        /// <summary>The same memory, outside of the recording.</summary>
        public Tensor detach() => Native.Tensor(Native.lts_detach(Handle));
    }
}
