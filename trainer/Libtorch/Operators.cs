using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Lts.Trainer.Libtorch;

/// <summary>Operators that TorchSharp does not have: one of libtorch's, and two of our own that are faster on CPUs.</summary>
internal static class Operators
{
    /// <summary>GELU as GPT-2 defines it: x/2 · (1 + tanh(√(2/π) · (x + 0.044715 x³))).</summary>
    public static Tensor TanhGelu(Tensor x) => Made(Shim.lts_gelu(x.Handle, 1)) ?? throw new TorchException(Shim.LastError);

    /// <summary>
    /// Causal self-attention. In float32 on CPUs one operator of the shim computes it without copies of q, k, v and without what lies above
    /// the diagonal; elsewhere, and with dropout, libtorch's.
    /// </summary>
    /// <param name="qkv">Queries, keys and values side by side, (B, T, 3D).</param>
    /// <param name="heads">Heads H, which divide D.</param>
    /// <param name="dropout">Probability with which a weight is left out; 0 when not training.</param>
    /// <returns>Mixed values (B, T, D).</returns>
    public static Tensor CausalAttention(Tensor qkv, int heads, double dropout = 0)
    {
        if (dropout == 0 && Made(Shim.lts_causal_attention(qkv.Handle, heads)) is { } fused)
        {
            return fused;
        }

        using var scope = NewDisposeScope();
        var (b, t, d) = (qkv.shape[0], qkv.shape[1], qkv.shape[2] / 3);
        var parts = qkv.split(d, 2);
        var (q, k, v) = (Heads(parts[0]), Heads(parts[1]), Heads(parts[2])); // (B, H, T, D/H)
        var mixed = F.scaled_dot_product_attention(q, k, v, p: dropout, is_casual: true);
        return mixed.transpose(1, 2).contiguous().view(b, t, d).MoveToOuterDisposeScope();

        Tensor Heads(Tensor x) => x.view(b, t, heads, d / heads).transpose(1, 2);
    }

    /// <summary>
    /// -log softmax(logits)[target]. In float32 on CPUs one operator of the shim computes it and its gradient without the tensor of
    /// log-probabilities; elsewhere libtorch's.
    /// </summary>
    /// <param name="logits">Logits (N, V): a row per position.</param>
    /// <param name="targets">(N) of int64, each below V.</param>
    /// <param name="reduction">Whether the losses of all rows are averaged or added up.</param>
    /// <returns>A scalar, in nats.</returns>
    public static Tensor CrossEntropy(Tensor logits, Tensor targets, nn.Reduction reduction = nn.Reduction.Mean) =>
        Made(Shim.lts_fused_cross_entropy(logits.Handle, targets.Handle, reduction == nn.Reduction.Mean ? 1 : 0))
        ?? F.cross_entropy(logits, targets, reduction: reduction);

    /// <summary>The tensor of a handle, or null where the shim leaves it to libtorch.</summary>
    private static Tensor? Made(nint handle) =>
        handle != 0 ? Tensor.UnsafeCreateTensor(handle)
        : Shim.LastError.Length == 0 ? null
        : throw new TorchException(Shim.LastError);
}
