namespace Lts.Trainer.Evaluation;

/// <summary>One look of the model at a text.</summary>
/// <param name="Start">Index of the first token that the model sees.</param>
/// <param name="Inputs">Number of tokens that the model sees.</param>
/// <param name="FirstScored">Index of the first token whose prediction counts; all up to the one after the last input follow.</param>
internal readonly record struct Window(long Start, int Inputs, long FirstScored)
{
    /// <summary>
    /// Windows over a text: each sees at most <paramref name="length"/> tokens, each but the first brings <paramref name="stride"/> new
    /// predictions, and every token but the first of the text is predicted once. With a stride as long as the window they do not overlap.
    /// </summary>
    /// <param name="text">The text, which is read on as windows are asked for.</param>
    /// <param name="length">Most tokens that the model sees at once.</param>
    /// <param name="stride">New predictions of each window but the first.</param>
    public static IEnumerable<Window> Over(ITokenText text, int length, int stride)
    {
        for (long next = 1; ;)
        {
            var end = text.Reach(next + (next == 1 ? length : stride)); // behind the last token predicted
            if (end <= next)
            {
                yield break;
            }

            var start = Math.Max(0, end - 1 - length);
            yield return new Window(start, (int)(end - 1 - start), next);
            next = end;
        }
    }
}
