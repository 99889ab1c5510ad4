using System.Text;

namespace Lts.Tests.EndToEnd.Fuzz;

/// <summary>What breaks programs, as bytes and as texts.</summary>
internal static class FuzzWords
{
    /// <summary>Texts that a field may come to hold.</summary>
    public static IReadOnlyList<string> Texts { get; } =
    [
        "", " ", "null", "true", "0", "-1", "NaN", "Infinity", "-Infinity", "1e308", "5e-324", "-0.0", "9223372036854775807", "-9223372036854775808",
        "18446744073709551616", "2147483648", "\0", "a\nb", "a\r\n[12:00:00 ERR] forged", "\u001b[31mred\u001b[0m", "\u001b]0;title\u0007", "\u202eright to left",
        "\u2066isolate\u2069", "\ufeff", "\uffff", "\u0085\u2028\u2029", "e\u0301\u0327\u0489", "../../etc/passwd", "/dev/null", "C:\\aux", "name:*", "tag:", "a'b\"c`d",
        "'; DROP TABLE studies; --", "<script>alert(1)</script>", "=HYPERLINK(1)", "[red]markup[/]", "{0}{1}", "%s%n", "a.0.0.1", ".", "..", "ＡＢＣ", "🧪",
    ];

    /// <summary>Slices that formats give a meaning.</summary>
    public static IReadOnlyList<byte[]> Slices { get; } =
    [
        .. Texts.Where(text => text.Length > 0).Select(Encoding.UTF8.GetBytes),
        [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01], [0xff, 0xff, 0xff, 0xff, 0x0f], [0x80], [0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80],
        [0, 0, 0, 0], [0xff, 0xff, 0xff, 0x7f], [0, 0, 0, 0x80], [0, 0, 0, 0, 0, 0, 0xf8, 0x7f], [0, 0, 0, 0, 0, 0, 0xf0, 0x7f],
        "[[[[[[[[[[[[[[[["u8.ToArray(), "{\"a\":{\"a\":{\"a\":{\"a\":"u8.ToArray(), "\\ud800"u8.ToArray(), "\\u0000"u8.ToArray(), "&a [*a]"u8.ToArray(),
        "---\n"u8.ToArray(), "? "u8.ToArray(), "!!binary "u8.ToArray(), ": "u8.ToArray(), "- "u8.ToArray(), "\t"u8.ToArray(), "#"u8.ToArray(), "|-\n"u8.ToArray(),
        "%YAML 9.9\n"u8.ToArray(), "<<: "u8.ToArray(), "\"\\x\""u8.ToArray(), ".inf"u8.ToArray(), "0x7fffffffffffffff"u8.ToArray(),
    ];

    /// <summary>Numbers to put where a text has one.</summary>
    public static IReadOnlyList<string> Numbers { get; } =
    [
        "0", "-1", "1", "2147483647", "2147483648", "-2147483649", "9223372036854775807", "9223372036854775808", "18446744073709551616", "1e308", "1e309", "5e-324",
        "-0.0", "0.1", "99999999999999999999999999999999", "1e-400", "4294967296", "65536",
    ];
}
