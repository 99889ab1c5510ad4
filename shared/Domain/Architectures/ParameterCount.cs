namespace Lts.Domain.Architectures;

/// <summary>Numbers of trainable scalars. Decoder parameters are the paper's proxy for perplexity (LTS, arXiv 2203.02094).</summary>
/// <param name="Decoder">All parameters but the embeddings.</param>
/// <param name="Embedding">Token and position embeddings; the output head is tied to the former and counts once.</param>
public readonly record struct ParameterCount(long Decoder, long Embedding)
{
    /// <summary>Decoder and embedding parameters together.</summary>
    public long Total => Decoder + Embedding;
}
