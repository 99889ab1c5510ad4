namespace Lts.Trainer.Evaluation;

/// <summary>A text in tokens, however long.</summary>
internal interface ITokenText
{
    /// <summary>How many tokens.</summary>
    public long Count { get; }

    /// <summary>Copies tokens.</summary>
    /// <param name="start">Index of the first.</param>
    /// <param name="ids">Where to, and how many.</param>
    public void Read(long start, Span<int> ids);
}
