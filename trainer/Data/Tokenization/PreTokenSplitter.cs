namespace Lts.Trainer.Data.Tokenization;

/// <summary>
/// GPT-2's split of a text into pieces that no merge crosses, by hand because a regular expression would be the slowest part of encoding:
/// <c>'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+</c>. A test compares the two.
/// </summary>
internal static class PreTokenSplitter
{
    /// <summary>The end of the piece that begins somewhere.</summary>
    /// <param name="text">UTF-8; other bytes count as neither letter, digit nor space.</param>
    /// <param name="start">Where it begins: 0, or the end of the piece before; less than the length.</param>
    public static int End(ReadOnlySpan<byte> text, int start)
    {
        var classes = CharacterClasses.OfByte;
        var first = text[start];
        var begin = start;
        if (first == ' ' && start + 1 < text.Length)
        {
            begin++; // " ?": a single space belongs to what follows, unless that is a space too
        }
        else if (first == '\'' && Contraction(text, start) is > 0 and var length)
        {
            return start + length;
        }

        var kind = CharacterClasses.At(text, begin, out var width);
        if (kind == CharacterClass.Space)
        {
            return EndOfSpaces(text, start);
        }

        var end = begin + width;
        while (end < text.Length)
        {
            var value = text[end];
            if (value < 0x80)
            {
                if (classes[value] != kind)
                {
                    break;
                }

                end++;
            }
            else
            {
                if (CharacterClasses.At(text, end, out width) != kind)
                {
                    break;
                }

                end += width;
            }
        }

        return end;
    }

    private static int Contraction(ReadOnlySpan<byte> text, int start)
    {
        if (start + 1 >= text.Length)
        {
            return 0;
        }

        var next = text[start + 1];
        if (next is (byte)'s' or (byte)'t' or (byte)'m' or (byte)'d')
        {
            return 2;
        }

        return start + 2 < text.Length && (next, text[start + 2]) is ((byte)'r', (byte)'e') or ((byte)'v', (byte)'e') or ((byte)'l', (byte)'l') ? 3 : 0;
    }

    /// <summary>All spaces at the end of a text; elsewhere all but the last, which belongs to what follows, unless it is the only one.</summary>
    private static int EndOfSpaces(ReadOnlySpan<byte> text, int start)
    {
        var (end, last) = (start, start);
        while (end < text.Length)
        {
            if (CharacterClasses.At(text, end, out var width) != CharacterClass.Space)
            {
                return last > start ? last : end;
            }

            last = end;
            end += width;
        }

        return end;
    }
}
