using static TorchSharp.torch;

namespace Lts.Trainer.Models;

/// <summary>
/// GELU as GPT-2 defines it: x/2 · (1 + tanh(√(2/π) · (x + 0.044715 x³))). libtorch has it as one operator, which TorchSharp does not bind;
/// a build on the genuine package composes it.
/// </summary>
internal static class TanhGelu
{
    /// <summary>Applies it to each element.</summary>
    public static Tensor Of(Tensor x)
    {
#if GENUINE_TORCHSHARP
        using var scope = NewDisposeScope();
        return (x * 0.5 * (((x + (x.pow(3) * 0.044715)) * Math.Sqrt(2 / Math.PI)).tanh() + 1)).MoveToOuterDisposeScope();
#else
        return nn.functional.gelu(x, "tanh");
#endif
    }
}
