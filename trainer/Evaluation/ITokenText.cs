namespace Lts.Trainer.Evaluation;

/// <summary>A text in tokens, however long, that is read from its beginning to its end.</summary>
internal interface ITokenText
{
    /// <summary>Reads on as far as it takes to know whether there are so many tokens.</summary>
    /// <param name="wanted">Number of tokens asked for.</param>
    /// <returns><paramref name="wanted"/>, or how many there are in all where those are fewer.</returns>
    public long Reach(long wanted);

    /// <summary>Copies tokens that were reached; what is before them may be forgotten.</summary>
    /// <param name="start">Index of the first; never less than in the call before.</param>
    /// <param name="ids">Receives the tokens; its length says how many.</param>
    public void Read(long start, Span<int> ids);
}
