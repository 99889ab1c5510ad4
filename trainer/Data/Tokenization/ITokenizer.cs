using System.Buffers;
using Lts.Hosting;

namespace Lts.Trainer.Data.Tokenization;

/// <summary>Text to token ids and back. Safe to use from many threads at once.</summary>
internal interface ITokenizer
{
    /// <summary>Number of ids: every id is at least 0 and below this.</summary>
    public int VocabularySize { get; }

    /// <summary>The id that stands between documents. <see cref="Encode"/> never gives it: in a text its name is ordinary text.</summary>
    public int EndOfTextId { get; }

    /// <summary>SHA-256, in lower-case hexadecimal, of what <see cref="TokenizerFile.Save"/> writes: equal if and only if the ids mean the same.</summary>
    public string Sha256 { get; }

    /// <summary>The ids of a text.</summary>
    /// <param name="utf8">The text. Bytes that are not UTF-8 are kept as they are: decoding gives every input back.</param>
    public int[] Encode(ReadOnlySpan<byte> utf8);

    /// <summary>Appends the bytes of token ids. A character may be spread over several tokens, so a part of a text may end within one.</summary>
    /// <exception cref="UserErrorException">An id is not in the vocabulary.</exception>
    public void Decode(ReadOnlySpan<int> ids, IBufferWriter<byte> utf8);
}
