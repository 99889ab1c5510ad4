using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;
using Lts.Hosting;

namespace Lts.Trainer.Data.Shards;

/// <summary>A file of token ids in memory's address space: the system reads what is asked for, and forgets it when it needs the room.</summary>
internal sealed unsafe class Shard : IDisposable
{
    private readonly MemoryMappedFile? _file;
    private readonly MemoryMappedViewAccessor? _view;
    private readonly string _path;
    private readonly byte* _start;

    /// <summary>Maps the file.</summary>
    /// <param name="path">The file of ids.</param>
    /// <param name="first">Position of its first id in the split.</param>
    /// <param name="tokens">Ids that must be in it.</param>
    /// <param name="bytesPerToken">Size of an id in bytes: 2 or 4.</param>
    /// <exception cref="UserErrorException">It is not there, or not as long as it must be.</exception>
    public Shard(string path, long first, long tokens, int bytesPerToken)
    {
        (_path, First, Tokens, BytesPerToken) = (path, first, tokens, bytesPerToken);
        try
        {
            var length = new FileInfo(path).Length;
            if (length != checked(tokens * bytesPerToken))
            {
                throw new UserErrorException(
                    $"{path} has {length} bytes, and {DataManifest.FileName} says {tokens * bytesPerToken}: it was cut or overwritten. Prepare the data again.",
                    ExitCode.Usage);
            }

            if (length > 0)
            {
                _file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
                _view = _file.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read);
                _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _start);
                _start += _view.PointerOffset;
            }
        }
        catch (Exception e) when (DurableFile.IsDiskFault(e))
        {
            Dispose();
            throw UnreadableFile.Explain(path, e, "Prepare the data again.");
        }
    }

    /// <summary>Position of the first id in the split.</summary>
    public long First { get; }

    /// <summary>How many there are.</summary>
    public long Tokens { get; }

    /// <summary>2 or 4.</summary>
    public int BytesPerToken { get; }

    /// <summary>Copies ids.</summary>
    /// <param name="start">Position in this shard.</param>
    /// <param name="ids">Where to; not beyond the shard's end.</param>
    /// <param name="vocabularySize">Every id must be below.</param>
    /// <exception cref="UserErrorException">One is not.</exception>
    public void Read(long start, Span<int> ids, int vocabularySize)
    {
        uint largest = 0;
        if (BytesPerToken == sizeof(ushort))
        {
            var stored = new ReadOnlySpan<ushort>(_start + (start * sizeof(ushort)), ids.Length);
            for (var i = 0; i < stored.Length; i++)
            {
                ids[i] = stored[i];
                largest = Math.Max(largest, stored[i]);
            }
        }
        else
        {
            var stored = new ReadOnlySpan<uint>(_start + (start * sizeof(uint)), ids.Length);
            for (var i = 0; i < stored.Length; i++)
            {
                ids[i] = (int)stored[i];
                largest = Math.Max(largest, stored[i]);
            }
        }

        if (largest >= (uint)vocabularySize)
        {
            var at = MemoryMarshal.Cast<int, uint>(ids).IndexOf(largest);
            throw new UserErrorException(
                $"{_path}: the token id {largest} at position {start + at} is not in the vocabulary, whose ids are 0 to {vocabularySize - 1}. "
                + "Prepare the data again.", ExitCode.Usage);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_start is not null)
        {
            _view!.SafeMemoryMappedViewHandle.ReleasePointer();
        }

        _view?.Dispose();
        _file?.Dispose();
    }
}
