using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Lts.Trainer.Models;

/// <summary>A model of any family: token ids (B, S) in, logits (B, S, V) out. The loss computes the head in parts, so it is apart.</summary>
internal abstract class DecoderModel(string name) : Module<Tensor, Tensor>(name)
{
    /// <summary>Everything but the head: ids (B, S) to what the head reads (B, S, D).</summary>
    public abstract Tensor Hidden(Tensor ids);

    /// <summary>The head: (…, D) to logits (…, V).</summary>
    public abstract Tensor Head(Tensor hidden);

    /// <inheritdoc/>
    public sealed override Tensor forward(Tensor ids) => Head(Hidden(ids));
}
