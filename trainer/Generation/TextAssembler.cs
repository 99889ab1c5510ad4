using System.Buffers;
using System.Text;
using Lts.Trainer.Data.Tokenization;

namespace Lts.Trainer.Generation;

/// <summary>
/// Puts tokens together to text as they come. Bytes that may be the beginning of a character or of a stop string wait until it is known what they
/// are, so that what was shown never has to be taken back.
/// </summary>
/// <param name="tokenizer">Says which bytes a token is.</param>
/// <param name="stops">Texts that end the text.</param>
/// <param name="show">Receives text as soon as it is certain; never cut within a character.</param>
internal sealed class TextAssembler(ITokenizer tokenizer, IReadOnlyCollection<string> stops, Action<string> show)
{
    private readonly byte[][] _stops = [.. stops.Select(Encoding.UTF8.GetBytes)];
    private readonly ArrayBufferWriter<byte> _bytes = new();
    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();
    private readonly StringBuilder _text = new();
    private int _shown;

    /// <summary>What has been shown.</summary>
    public string Text => _text.ToString();

    /// <summary>Appends a token.</summary>
    /// <returns>Whether a stop string is complete: the text has ended.</returns>
    public bool Append(int token)
    {
        var before = _bytes.WrittenCount;
        tokenizer.Decode([token], _bytes);
        if (FindStop(before) is { } end)
        {
            Show(end, flush: true);
            return true;
        }

        Show(_bytes.WrittenCount - WaitingForStop(), flush: false);
        return false;
    }

    /// <summary>Shows what was waiting; a character that never became whole is U+FFFD.</summary>
    public void Complete() => Show(_bytes.WrittenCount, flush: true);

    /// <summary>Where the first stop string begins that ends in the bytes from an index on.</summary>
    private int? FindStop(int newBytes)
    {
        int? first = null;
        foreach (var stop in _stops)
        {
            var from = Math.Max(_shown, newBytes - stop.Length + 1);
            var at = _bytes.WrittenSpan[Math.Min(from, _bytes.WrittenCount)..].IndexOf(stop);
            if (at >= 0 && (first is null || from + at < first))
            {
                first = from + at;
            }
        }

        return first;
    }

    /// <summary>How many bytes at the end may be the beginning of a stop string.</summary>
    private int WaitingForStop()
    {
        var bytes = _bytes.WrittenSpan[_shown..];
        var most = 0;
        foreach (var stop in _stops)
        {
            for (var length = Math.Min(stop.Length - 1, bytes.Length); length > most; length--)
            {
                if (bytes[^length..].SequenceEqual(stop.AsSpan(0, length)))
                {
                    most = length;
                }
            }
        }

        return most;
    }

    private void Show(int end, bool flush)
    {
        var bytes = _bytes.WrittenSpan[_shown..Math.Max(end, _shown)];
        var characters = new char[Encoding.UTF8.GetMaxCharCount(bytes.Length + 4)];
        var text = new string(characters, 0, _decoder.GetChars(bytes, characters, flush)); // keeps an incomplete character for the next time
        _shown += bytes.Length;
        if (text.Length > 0)
        {
            _text.Append(text);
            show(text);
        }
    }
}
