using System.Globalization;
using System.Text;

namespace Lts.Trainer.Data.Corpus;

/// <summary>Makes valid Unicode of JSON: U+FFFD in place of half surrogate pairs and of bytes that are not UTF-8.</summary>
internal static class UnicodeRepair
{
    private const int EscapeLength = 6; // \uXXXX
    private static ReadOnlySpan<byte> ReplacementEscape => "\\uFFFD"u8;

    /// <summary>The line repaired; what is valid in it stays as it is.</summary>
    /// <param name="line">JSON, apart from its characters.</param>
    public static byte[] Repair(ReadOnlySpan<byte> line)
    {
        var json = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(line)); // the decoder puts U+FFFD where it cannot read
        for (var at = 0; at < json.Length; at++)
        {
            if (json[at] != (byte)'\\')
            {
                continue;
            }

            if (Escaped(json, at) is not { } unit)
            {
                at++; // another escape, of two characters: what follows this backslash is not the beginning of one
            }
            else if (char.IsHighSurrogate(unit) && Escaped(json, at + EscapeLength) is { } next && char.IsLowSurrogate(next))
            {
                at += (2 * EscapeLength) - 1;
            }
            else
            {
                if (char.IsSurrogate(unit))
                {
                    ReplacementEscape.CopyTo(json.AsSpan(at));
                }

                at += EscapeLength - 1;
            }
        }

        return json;
    }

    /// <summary>The UTF-16 code unit of an escape \uXXXX; <see langword="null"/> where none stands.</summary>
    private static char? Escaped(byte[] json, int at) =>
        at + EscapeLength <= json.Length && json[at] == (byte)'\\' && json[at + 1] == (byte)'u'
        && ushort.TryParse(json.AsSpan(at + 2, EscapeLength - 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit)
            ? (char)unit
            : null;
}
