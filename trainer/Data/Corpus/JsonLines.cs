using System.Text.Json;
using Lts.Domain;
using Lts.Hosting;

namespace Lts.Trainer.Data.Corpus;

/// <summary>Reads documents from JSON objects, one a line.</summary>
internal static class JsonLines
{
    /// <summary>Longest line that is read, in bytes.</summary>
    private const int LongestLine = 256 << 20;

    private const int FirstBlockBytes = 64 << 10;

    /// <summary>The pieces of every document.</summary>
    /// <param name="stream">One JSON object a line, uncompressed.</param>
    /// <param name="path">Where they come from, for errors.</param>
    /// <param name="field">Field that holds the text.</param>
    /// <param name="invalid">What is done with a text that is not Unicode.</param>
    /// <param name="cutter">Cuts documents into pieces.</param>
    /// <exception cref="UserErrorException">A line is not an object with the text in its field; names file and line.</exception>
    public static IEnumerable<TextPiece> Read(Stream stream, string path, string field, InvalidText invalid, TextCutter cutter)
    {
        var buffer = new byte[FirstBlockBytes];
        var (start, filled, line, ends) = (0, 0, 0L, false);
        while (!ends || start < filled)
        {
            var length = buffer.AsSpan(start, filled - start).IndexOf((byte)'\n');
            if (length < 0 && !ends)
            {
                ends = !Fill(stream, ref buffer, ref start, ref filled, path, line + 1);
                continue;
            }

            line++;
            var text = Text(buffer.AsSpan(start, length < 0 ? filled - start : length), path, line, field, invalid);
            start = length < 0 ? filled : start + length + 1;
            for (var at = 0; at < text.Length;)
            {
                var piece = cutter.Next(text.AsSpan(at));
                yield return new TextPiece(text.AsMemory(at, piece), StartsDocument: at == 0);
                at += piece;
            }
        }
    }

    private static bool Fill(Stream stream, ref byte[] buffer, ref int start, ref int filled, string path, long line)
    {
        var rest = filled - start;
        if (rest > buffer.Length / 2)
        {
            if (rest >= LongestLine)
            {
                throw new UserErrorException(
                    $"{path}, line {line} is longer than {LongestLine >> 20} MiB. Is it JSONL, one object per line?", ExitCode.Usage);
            }

            Array.Resize(ref buffer, buffer.Length * 2);
        }

        buffer.AsSpan(start, rest).CopyTo(buffer);
        var got = stream.Read(buffer, rest, buffer.Length - rest);
        (start, filled) = (0, rest + got);
        return got > 0;
    }

    private static byte[] Text(ReadOnlySpan<byte> line, string path, long number, string field, InvalidText invalid)
    {
        if (number == 1 && line.StartsWith("\uFEFF"u8))
        {
            line = line[3..];
        }

        if (line.Trim(" \t\r"u8).IsEmpty)
        {
            return [];
        }

        try
        {
            var reader = new Utf8JsonReader(line);
            if (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
            {
                return Find(ref reader, line.Length, field)
                    ?? throw new UserErrorException($"{path}, line {number}: there is no text in a field \"{field}\". Name the field that holds it.", ExitCode.Usage);
            }

            throw new UserErrorException($"{path}, line {number} is not a JSON object.", ExitCode.Usage);
        }
        catch (JsonException e)
        {
            throw new UserErrorException($"{path}, line {number} is not JSON: {MalformedJson.Reason(e)}", ExitCode.Usage, e);
        }
        catch (InvalidOperationException) when (invalid == InvalidText.Skip)
        {
            return [];
        }
        catch (InvalidOperationException) when (invalid == InvalidText.Replace)
        {
            return Text(UnicodeRepair.Repair(line), path, number, field, InvalidText.Stop);
        }
        catch (InvalidOperationException e)
        {
            throw new UserErrorException(
                $"{path}, line {number}: the text is not valid Unicode: {e.Message} Set data.invalid_text (--invalid-text) to \"replace\" to put U+FFFD in the "
                + "place of what is wrong, or to \"skip\" to leave such documents out.", ExitCode.Usage, e);
        }
    }

    private static byte[]? Find(ref Utf8JsonReader reader, int length, string field)
    {
        byte[]? text = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var wanted = reader.ValueTextEquals(field);
            reader.Read();
            if (wanted && reader.TokenType == JsonTokenType.String)
            {
                var buffer = new byte[length]; // never longer than it is written
                text = buffer[..reader.CopyString(buffer)];
            }

            reader.Skip();
        }

        while (reader.Read())
        {
            // What follows the object is looked at too, so that nothing is lost in silence where two objects stand on a line.
        }

        return text;
    }
}
