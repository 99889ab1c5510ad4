using System.Globalization;
using System.Text;

namespace Lts.Trainer.Data.Tokenization;

/// <summary>The class of every character, by table: the pattern asks for one with every character of a text.</summary>
internal static class CharacterClasses
{
    private const int CodePoints = 0x110000;

    /// <summary>Of the 128 ASCII characters, and <see cref="CharacterClass.Other"/> for the bytes above.</summary>
    public static CharacterClass[] OfByte { get; } = MakeAscii();

    /// <summary>The class of a code point.</summary>
    public static CharacterClass Of(int codePoint) => codePoint < 0x80 ? OfByte[codePoint] : Everything.Table[codePoint];

    /// <summary>The class of the character that begins somewhere, and its length in bytes. A byte that begins no UTF-8 is a character of its own.</summary>
    public static CharacterClass At(ReadOnlySpan<byte> text, int start, out int length)
    {
        var first = text[start];
        if (first < 0x80)
        {
            length = 1;
            return OfByte[first];
        }

        if (Rune.DecodeFromUtf8(text[start..], out var rune, out length) != System.Buffers.OperationStatus.Done)
        {
            length = 1;
            return CharacterClass.Other;
        }

        return Everything.Table[rune.Value];
    }

    /// <summary>The class of the character that ends somewhere.</summary>
    public static CharacterClass Before(ReadOnlySpan<byte> text, int end) =>
        Rune.DecodeLastFromUtf8(text[..end], out var rune, out _) == System.Buffers.OperationStatus.Done ? Of(rune.Value) : CharacterClass.Other;

    private static CharacterClass[] MakeAscii()
    {
        var table = new CharacterClass[256];
        for (var value = 0; value < 0x80; value++)
        {
            table[value] = Look(value);
        }

        return table;
    }

    private static CharacterClass Look(int codePoint) => codePoint switch
    {
        (>= 0x09 and <= 0x0D) or 0xFEFF => CharacterClass.Space,
        _ => CharUnicodeInfo.GetUnicodeCategory(codePoint) switch
        {
            UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
                or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter => CharacterClass.Letter,
            UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber => CharacterClass.Number,
            UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => CharacterClass.Space,
            _ => CharacterClass.Other,
        },
    };

    /// <summary>Apart, because English needs it rarely and filling it takes some milliseconds.</summary>
    private static class Everything
    {
        /// <summary>The class of each code point.</summary>
        public static readonly CharacterClass[] Table = Make();

        private static CharacterClass[] Make()
        {
            var table = new CharacterClass[CodePoints];
            for (var codePoint = 0; codePoint < CodePoints; codePoint++)
            {
                table[codePoint] = Look(codePoint);
            }

            return table;
        }
    }
}
