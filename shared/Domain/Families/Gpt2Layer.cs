namespace Lts.Domain.Families;

/// <summary>A decoder layer of a GPT-2.</summary>
/// <param name="FeedForwardSize">Width of the feed-forward block's inner activation (Archai: <c>d_inner</c>).</param>
/// <param name="HeadCount">Number of attention heads (<c>n_head</c>); divides the model's hidden size.</param>
public readonly record struct Gpt2Layer(int FeedForwardSize, int HeadCount);
