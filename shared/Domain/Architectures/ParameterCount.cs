namespace Lts.Domain.Architectures;

/// <summary>Numbers of trainable scalars. Decoder parameters are the paper's proxy for perplexity (LTS, arXiv 2203.02094).</summary>
/// <param name="Decoder">All parameters but the embeddings.</param>
/// <param name="Embedding">Token and position embeddings; the output head is tied to the former and counts once.</param>
public readonly record struct ParameterCount(long Decoder, long Embedding)
{
    /// <summary>Decoder and embedding parameters together.</summary>
    public long Total => Decoder + Embedding;

    /// <summary>
    /// Decoder parameters of a Transformer-XL, Σ 5d² + 2d attention (with n_head · d_head = d) + 2df + f + d feed-forward + 4d layer
    /// norms, as published with the LTS paper. Only the count: no graph is emitted for this family yet.
    /// </summary>
    /// <param name="hiddenSize">Width d of the residual stream.</param>
    /// <param name="feedForwardSizes">Feed-forward size f of each layer.</param>
    public static long TransformerXlDecoder(int hiddenSize, IEnumerable<int> feedForwardSizes)
    {
        ArgumentNullException.ThrowIfNull(feedForwardSizes);
        checked
        {
            long d = hiddenSize;
            return feedForwardSizes.Sum(f => (5 * d * d) + (2 * d) + (2 * d * f) + f + d + (4 * d));
        }
    }
}
