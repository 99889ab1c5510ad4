using static TorchSharp.torch;

namespace Lts.Trainer.Libtorch;

/// <summary>Operators of libtorch that TorchSharp does not bind.</summary>
internal static class Operators
{
    /// <summary>GELU as GPT-2 defines it: x/2 · (1 + tanh(√(2/π) · (x + 0.044715 x³))).</summary>
    public static Tensor TanhGelu(Tensor x) => Wrap(Shim.lts_gelu(x.Handle, 1));

    /// <summary>A tensor of a handle.</summary>
    private static Tensor Wrap(nint handle) =>
        handle != 0 ? Tensor.UnsafeCreateTensor(handle) : throw new TorchException(Shim.LastError);
}
