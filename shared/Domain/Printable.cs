using System.Globalization;
using System.Text;

namespace Lts.Domain;

/// <summary>Strangers' text made fit for a log or a message: one line, without control characters, and of an end.</summary>
public static class Printable
{
    /// <summary>Longest text that is kept whole, in UTF-16 units.</summary>
    public const int MostCharacters = 400;

    /// <summary>
    /// The text with control characters, line separators and lone surrogates written as <c>\u001b</c>, and what is beyond
    /// <paramref name="mostCharacters"/> left out with a note of how much that was.
    /// </summary>
    /// <param name="text">Whatever somebody sent.</param>
    /// <param name="mostCharacters">Longest text that is kept whole.</param>
    public static string Of(string text, int mostCharacters = MostCharacters) => Of(text, mostCharacters, IsPlain);

    /// <summary>As <see cref="Of(string, int)"/>, for an explanation that may have several lines and tabs in them.</summary>
    /// <param name="text">Whatever somebody sent.</param>
    /// <param name="mostCharacters">Longest text that is kept whole.</param>
    public static string Lines(string text, int mostCharacters) => Of(text, mostCharacters, c => c is '\n' or '\t' || IsPlain(c));

    private static string Of(string text, int mostCharacters, Func<char, bool> isPlain)
    {
        ArgumentNullException.ThrowIfNull(text);
        int end = Math.Min(text.Length, mostCharacters);
        if (end == text.Length && text.All(isPlain))
        {
            return text;
        }

        var printable = new StringBuilder(end);
        for (int i = 0; i < end; i++)
        {
            bool isPair = i + 1 < end && char.IsSurrogatePair(text[i], text[i + 1]);
            if (isPair)
            {
                printable.Append(text[i]).Append(text[++i]);
            }
            else if (isPlain(text[i]))
            {
                printable.Append(text[i]);
            }
            else
            {
                printable.Append(CultureInfo.InvariantCulture, $"\\u{(int)text[i]:x4}");
            }
        }

        return end == text.Length
            ? printable.ToString()
            : printable.Append(CultureInfo.InvariantCulture, $"… ({text.Length - end} more characters)").ToString();
    }

    private static bool IsPlain(char c) =>
        !char.IsControl(c) && !char.IsSurrogate(c)
        && char.GetUnicodeCategory(c) is not (UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Format);
}
