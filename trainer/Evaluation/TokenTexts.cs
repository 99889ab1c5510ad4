using Lts.Trainer.Data.Shards;

namespace Lts.Trainer.Evaluation;

/// <summary>Texts in tokens from where they come.</summary>
internal static class TokenTexts
{
    /// <summary>Tokens in memory.</summary>
    public static ITokenText Of(ReadOnlyMemory<int> ids) => new InMemory(ids);

    /// <summary>A split of prepared data.</summary>
    public static ITokenText Of(TokenSplit split) => new InShards(split);

    private sealed record InMemory(ReadOnlyMemory<int> Ids) : ITokenText
    {
        /// <inheritdoc/>
        public long Reach(long wanted) => Math.Min(wanted, Ids.Length);

        /// <inheritdoc/>
        public void Read(long start, Span<int> ids) => Ids.Span.Slice((int)start, ids.Length).CopyTo(ids);
    }

    private sealed record InShards(TokenSplit Split) : ITokenText
    {
        /// <inheritdoc/>
        public long Reach(long wanted) => Math.Min(wanted, Split.TokenCount);

        /// <inheritdoc/>
        public void Read(long start, Span<int> ids) => Split.Read(start, ids);
    }
}
