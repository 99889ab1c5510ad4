namespace TorchSharp;

public static unsafe partial class torch
{
    /// <summary>Seeds the generators of all devices.</summary>
    public static Generator manual_seed(long seed)
    {
        Native.Check(Native.lts_manual_seed(unchecked((ulong)seed)));
        return Generator.Default;
    }

    /// <summary>The state of the CPU's generator: a vector of bytes.</summary>
    public static Tensor get_rng_state() => Native.Tensor(Native.lts_rng_state(-1));

    /// <summary>Sets the state of the CPU's generator: what is drawn next is what was drawn next then.</summary>
    public static void set_rng_state(Tensor new_state) => Native.Check(Native.lts_set_rng_state(-1, new_state.Handle));

    /// <summary>A device's default generator.</summary>
    public sealed class Generator
    {
        private readonly int _device;

        private Generator(int device) => _device = device;

        /// <summary>The CPU's.</summary>
        public static Generator Default { get; } = new(-1);

        /// <summary>Whose it is.</summary>
        public Device device => Device.Of(_device);

        /// <summary>Its state: a vector of bytes.</summary>
        public Tensor get_state() => Native.Tensor(Native.lts_rng_state(_device));

        /// <summary>Sets its state.</summary>
        public void set_state(Tensor value) => Native.Check(Native.lts_set_rng_state(_device, value.Handle));

        /// <summary>Seeds it alone.</summary>
        public Generator manual_seed(long seed)
        {
            Native.Check(Native.lts_rng_manual_seed(_device, unchecked((ulong)seed)));
            return this;
        }

        /// <summary>What it was seeded with.</summary>
        public long initial_seed()
        {
            ulong seed;
            Native.Check(Native.lts_rng_seed(_device, &seed));
            return unchecked((long)seed);
        }

        internal static Generator Of(Device device) => new(device.Id);
    }

    public static partial class cuda
    {
        /// <summary>The state of a GPU's generator.</summary>
        public static Tensor get_rng_state(Device? device = null) => Generator.Of(device ?? CUDA).get_state();

        /// <summary>Sets the state of a GPU's generator.</summary>
        public static void set_rng_state(Tensor new_state, Device? device = null) => Generator.Of(device ?? CUDA).set_state(new_state);
    }
}
