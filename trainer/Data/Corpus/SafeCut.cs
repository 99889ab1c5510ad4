using Lts.Trainer.Data.Tokenization;

namespace Lts.Trainer.Data.Corpus;

/// <summary>Where a text can be cut in two so that both encode to the same tokens as the whole.</summary>
internal static class SafeCut
{
    /// <summary>The last safe place within a range, at the beginning of a line if there is one.</summary>
    /// <remarks>
    /// Before a single space or line feed, with neither a space before nor behind: GPT-2's pattern ends a piece there whatever surrounds it.
    /// </remarks>
    /// <param name="text">The text, UTF-8.</param>
    /// <param name="from">First place that will do.</param>
    /// <param name="to">Last place that will do; the next character of the text must be behind it.</param>
    /// <returns>The length of the first part, or -1.</returns>
    public static int Find(ReadOnlySpan<byte> text, int from, int to)
    {
        var atLine = Last(text, from, to, (byte)'\n');
        return atLine > 0 ? atLine : Last(text, from, to, (byte)' ');
    }

    /// <summary>A place that at least does not cut a character in two: the last one up to a place.</summary>
    public static int BetweenCharacters(ReadOnlySpan<byte> text, int to)
    {
        const int longestCharacter = 4;
        for (var at = to; at > Math.Max(to - longestCharacter, 0); at--)
        {
            if (at == text.Length || (text[at] & 0xC0) != 0x80)
            {
                return at;
            }
        }

        return to; // no UTF-8
    }

    private static int Last(ReadOnlySpan<byte> text, int from, int to, byte separator)
    {
        from = Math.Max(from, 1);
        to = Math.Min(to, text.Length - 2);
        while (to >= from)
        {
            var at = text[from..(to + 1)].LastIndexOf(separator);
            if (at < 0)
            {
                break;
            }

            at += from;
            if (CharacterClasses.Before(text, at) != CharacterClass.Space && CharacterClasses.At(text, at + 1, out _) != CharacterClass.Space)
            {
                return at;
            }

            to = at - 1;
        }

        return -1;
    }
}
