using System.Collections.Immutable;
using System.Text;

namespace Lts.Trainer.Data.Tokenization;

/// <summary>
/// The visible characters by which GPT-2's files write bytes: printable Latin-1 stands for itself, and the other 68 bytes, in order, are
/// U+0100 and up. So a space is "Ġ" and a line feed "Ċ".
/// </summary>
internal static class ByteAlphabet
{
    private const int FirstStandIn = 0x100;

    /// <summary>The 256 bytes in the order of their characters, which is that of their ids in GPT-2 and in Hugging Face's trainer.</summary>
    public static ImmutableArray<byte> InOrder { get; } = [.. All().Where(Printable), .. All().Where(b => !Printable(b))];

    private static readonly char[] CharacterOf = MakeCharacters();
    private static readonly short[] ByteOf = MakeBytes();

    /// <summary>Bytes as a file writes them.</summary>
    public static string ToText(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length);
        foreach (var value in bytes)
        {
            text.Append(CharacterOf[value]);
        }

        return text.ToString();
    }

    /// <summary>What a file writes as bytes; <see langword="null"/> if a character stands for none.</summary>
    public static byte[]? ToBytes(string text)
    {
        var bytes = new byte[text.Length];
        for (var i = 0; i < bytes.Length; i++)
        {
            if (text[i] >= ByteOf.Length || ByteOf[text[i]] < 0)
            {
                return null;
            }

            bytes[i] = (byte)ByteOf[text[i]];
        }

        return bytes;
    }

    private static IEnumerable<byte> All() => Enumerable.Range(0, 256).Select(value => (byte)value);

    /// <summary>Not a control character, a space or the soft hyphen.</summary>
    private static bool Printable(byte value) => value is (>= 0x21 and <= 0x7E) or (>= 0xA1 and <= 0xAC) or >= 0xAE;

    private static char[] MakeCharacters()
    {
        var characters = new char[256];
        var next = FirstStandIn;
        foreach (var value in InOrder)
        {
            characters[value] = Printable(value) ? (char)value : (char)next++;
        }

        return characters;
    }

    private static short[] MakeBytes()
    {
        var bytes = new short[CharacterOf.Max() + 1];
        Array.Fill(bytes, (short)-1);
        for (var value = 0; value < CharacterOf.Length; value++)
        {
            bytes[CharacterOf[value]] = (short)value;
        }

        return bytes;
    }
}
