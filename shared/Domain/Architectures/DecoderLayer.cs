namespace Lts.Domain.Architectures;

/// <summary>What may differ from one decoder layer to the next.</summary>
/// <param name="FeedForwardSize">Width of the feed-forward block's inner activation (Archai: <c>d_inner</c>).</param>
/// <param name="HeadCount">Number of attention heads (<c>n_head</c>); divides the model's hidden size.</param>
public readonly record struct DecoderLayer(int FeedForwardSize, int HeadCount);
