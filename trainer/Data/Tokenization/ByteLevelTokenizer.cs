using System.Buffers;
using System.Collections.Concurrent;
using Lts.Hosting;

namespace Lts.Trainer.Data.Tokenization;

/// <summary>Byte-level byte-pair encoding as GPT-2 has it, with any vocabulary.</summary>
internal sealed class ByteLevelTokenizer : ITokenizer
{
    private const int MostIdleEncoders = 64;
    private readonly ConcurrentBag<(TokenEncoder Encoder, IdList Ids)> _idle = [];
    private readonly int[] _idOfByte = new int[256];
    private readonly MergeTable _merges;
    private readonly Lazy<string> _sha256;

    /// <summary>Builds the tables for encoding and decoding.</summary>
    /// <param name="model">Tokens and merges, checked.</param>
    public ByteLevelTokenizer(TokenizerModel model)
    {
        Model = model;
        _merges = new MergeTable(model.Merges);
        for (var id = model.Tokens.Length - 1; id >= 0; id--)
        {
            if (model.Tokens[id].Length == 1 && model.SpecialIds.AsSpan().BinarySearch(id) < 0)
            {
                _idOfByte[model.Tokens[id][0]] = id;
            }
        }

        _sha256 = new Lazy<string>(() => TokenizerFile.Sha256(model));
    }

    /// <summary>Vocabulary and merges.</summary>
    public TokenizerModel Model { get; }

    /// <inheritdoc/>
    public int VocabularySize => Model.Tokens.Length;

    /// <inheritdoc/>
    public int EndOfTextId => Model.EndOfTextId;

    /// <inheritdoc/>
    public string Sha256 => _sha256.Value;

    /// <summary>An encoder for one thread, for callers that encode many texts.</summary>
    public TokenEncoder CreateEncoder() => new(_idOfByte, _merges);

    /// <inheritdoc/>
    public int[] Encode(ReadOnlySpan<byte> utf8)
    {
        if (!_idle.TryTake(out var worker))
        {
            worker = (CreateEncoder(), new IdList());
        }

        worker.Ids.Clear();
        worker.Encoder.Append(utf8, worker.Ids);
        var ids = worker.Ids.Span.ToArray();
        if (_idle.Count < MostIdleEncoders && ids.Length < 1 << 20)
        {
            _idle.Add(worker);
        }

        return ids;
    }

    /// <inheritdoc/>
    public void Decode(ReadOnlySpan<int> ids, IBufferWriter<byte> utf8)
    {
        ArgumentNullException.ThrowIfNull(utf8);
        for (var i = 0; i < ids.Length; i++)
        {
            if ((uint)ids[i] >= (uint)VocabularySize)
            {
                throw new UserErrorException(
                    $"Token id {ids[i]} (number {i + 1}) is not in the vocabulary, whose ids are 0 to {VocabularySize - 1}.", ExitCode.Usage);
            }

            utf8.Write(Model.Tokens[ids[i]]);
        }
    }
}
