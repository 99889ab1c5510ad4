using System.Buffers;
using System.Globalization;
using System.Text;
using Lts.Hosting;

namespace Lts.Trainer.Data.Corpus;

/// <summary>Refuses files that are not text: with a zero byte anywhere, or a beginning of which a tenth is not UTF-8.</summary>
internal static class BinaryCheck
{
    /// <summary>Bytes at the beginning of a file that must be mostly UTF-8.</summary>
    public const int BeginningBytes = 64 << 10;

    private const double MostInvalidShare = 0.1;

    /// <summary>Looks at a part of a file.</summary>
    /// <param name="text">The part of the file to look at.</param>
    /// <param name="offset">How many bytes of the text came before it.</param>
    /// <param name="path">The file, for the message.</param>
    /// <exception cref="UserErrorException">It is binary.</exception>
    public static void Check(ReadOnlySpan<byte> text, long offset, string path)
    {
        var zero = text.IndexOf((byte)0);
        if (zero >= 0)
        {
            throw new UserErrorException(string.Create(
                CultureInfo.InvariantCulture,
                $"{path} is not text: byte {offset + zero} is zero. If it is UTF-16, convert it to UTF-8; if it is binary, leave it out."), ExitCode.Usage);
        }

        if (offset == 0)
        {
            var beginning = text[..Math.Min(text.Length, BeginningBytes)];
            var invalid = Invalid(beginning);
            if (invalid > beginning.Length * MostInvalidShare)
            {
                throw new UserErrorException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{path} is not UTF-8 text: {invalid} of its first {beginning.Length} bytes are not valid. Convert it, or leave it out."), ExitCode.Usage);
            }
        }
    }

    private static int Invalid(ReadOnlySpan<byte> text)
    {
        if (System.Text.Unicode.Utf8.IsValid(text))
        {
            return 0;
        }

        var invalid = 0;
        while (!text.IsEmpty)
        {
            var status = Rune.DecodeFromUtf8(text, out _, out var length);
            invalid += status == OperationStatus.InvalidData ? length : 0; // a character cut off at the end is not an error
            text = text[length..];
        }

        return invalid;
    }
}
