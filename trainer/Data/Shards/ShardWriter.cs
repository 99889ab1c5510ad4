using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;

namespace Lts.Trainer.Data.Shards;

/// <summary>Writes one split's ids into files of a bounded size.</summary>
internal sealed class ShardWriter(string folder, string split, int bytesPerToken, long shardTokens) : IDisposable
{
    private const int BufferTokens = 1 << 16;
    private readonly byte[] _buffer = new byte[BufferTokens * bytesPerToken];
    private readonly ImmutableArray<ShardManifest>.Builder _shards = ImmutableArray.CreateBuilder<ShardManifest>();
    private FileStream? _file;
    private IncrementalHash? _hash;
    private long _tokens;

    /// <summary>Ids written so far.</summary>
    public long TotalTokens { get; private set; }

    /// <summary>Appends ids.</summary>
    public void Append(ReadOnlySpan<int> ids)
    {
        while (!ids.IsEmpty)
        {
            if (_file is null)
            {
                Begin();
            }

            var count = (int)Math.Min(Math.Min(ids.Length, BufferTokens), shardTokens - _tokens);
            var bytes = _buffer.AsSpan(0, count * bytesPerToken);
            Pack(ids[..count], bytes);
            _file!.Write(bytes);
            _hash!.AppendData(bytes);
            (_tokens, TotalTokens) = (_tokens + count, TotalTokens + count);
            ids = ids[count..];
            if (_tokens == shardTokens)
            {
                End();
            }
        }
    }

    /// <summary>Ends the last file.</summary>
    /// <returns>All files.</returns>
    public ImmutableArray<ShardManifest> Finish()
    {
        End();
        return _shards.ToImmutable();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _file?.Dispose();
        _hash?.Dispose();
    }

    private void Pack(ReadOnlySpan<int> ids, Span<byte> bytes)
    {
        if (bytesPerToken == sizeof(ushort))
        {
            for (var i = 0; i < ids.Length; i++)
            {
                BinaryPrimitives.WriteUInt16LittleEndian(bytes[(i * sizeof(ushort))..], (ushort)ids[i]);
            }
        }
        else
        {
            for (var i = 0; i < ids.Length; i++)
            {
                BinaryPrimitives.WriteInt32LittleEndian(bytes[(i * sizeof(int))..], ids[i]);
            }
        }
    }

    private void Begin()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{split}-{_shards.Count:D5}.bin");
        _file = new FileStream(Path.Combine(folder, name), FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        _tokens = 0;
    }

    private void End()
    {
        if (_file is null)
        {
            return;
        }

        _file.Flush(flushToDisk: true);
        _shards.Add(new ShardManifest(Path.GetFileName(_file.Name), _tokens, Convert.ToHexStringLower(_hash!.GetHashAndReset())));
        Dispose();
        (_file, _hash) = (null, null);
    }
}
