using System.IO.Compression;
using Lts.Hosting;

namespace Lts.Trainer.Data.Corpus;

/// <summary>Reads files as pieces of text, one after the other, in memory that does not grow with them.</summary>
/// <param name="textField">Field of a JSONL line that holds the text.</param>
/// <param name="invalidText">What is done with a text of JSONL that is not Unicode.</param>
/// <param name="pieceBytes">Size of a piece of a document that is longer, in bytes.</param>
internal sealed class CorpusReader(string textField, InvalidText invalidText, int pieceBytes)
{
    private const int BlockBytes = 64 << 10; // below what .NET keeps apart as large objects
    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];
    private readonly TextCutter _cutter = new(pieceBytes);

    /// <summary>The pieces of a file.</summary>
    /// <param name="file">The file to read, compressed or not.</param>
    /// <param name="read">Told how many more of the file's own bytes have been read.</param>
    /// <exception cref="UserErrorException">It cannot be read, is damaged, or holds something that is not text; names it.</exception>
    public IEnumerable<TextPiece> Read(CorpusFile file, Action<long> read)
    {
        using var pieces = Open(file, read).GetEnumerator();
        while (Guard(file, pieces.MoveNext))
        {
            yield return pieces.Current;
        }
    }

    private IEnumerable<TextPiece> Open(CorpusFile file, Action<long> read)
    {
        using var disk = new FileStream(file.Path, new FileStreamOptions { Options = FileOptions.SequentialScan, BufferSize = 1 << 17 });
        using Stream text = file.IsCompressed ? new GZipStream(disk, CompressionMode.Decompress) : disk;
        long position = 0;
        foreach (var piece in file.IsJsonLines ? JsonLines.Read(text, file.Path, textField, invalidText, _cutter) : Text(text, file.Path))
        {
            if (disk.Position > position)
            {
                read(disk.Position - position);
                position = disk.Position;
            }

            yield return piece;
        }

        read(file.Bytes - position);
    }

    private IEnumerable<TextPiece> Text(Stream stream, string path)
    {
        // A piece keeps its block; the next block begins with what was left over.
        var block = new byte[Math.Max(BlockBytes, 2 * _cutter.NeededBytes)];
        var (start, filled, offset, starts) = (0, 0, 0L, true);
        while (true)
        {
            var got = stream.ReadAtLeast(block.AsSpan(filled), block.Length - filled, throwOnEndOfStream: false);
            var ends = got < block.Length - filled;
            BinaryCheck.Check(block.AsSpan(filled, got), offset, path);
            if (offset == 0 && block.AsSpan(0, got).StartsWith(ByteOrderMark))
            {
                start = ByteOrderMark.Length;
            }

            (offset, filled) = (offset + got, filled + got);
            while (filled - start >= _cutter.NeededBytes || (ends && filled > start))
            {
                var length = _cutter.Next(block.AsSpan(start, filled - start));
                yield return new TextPiece(block.AsMemory(start, length), starts);
                (start, starts) = (start + length, false);
            }

            if (ends)
            {
                yield break;
            }

            var rest = block.AsSpan(start, filled - start);
            block = new byte[block.Length];
            rest.CopyTo(block);
            (start, filled) = (0, rest.Length);
        }
    }

    private static bool Guard(CorpusFile file, Func<bool> moveNext)
    {
        try
        {
            return moveNext();
        }
        catch (InvalidDataException e)
        {
            throw new UserErrorException($"{file.Path} is damaged, or not compressed with gzip: {e.Message}", ExitCode.Usage, e);
        }
        catch (Exception e) when (DurableFile.IsDiskFault(e))
        {
            throw UnreadableFile.Explain(file.Path, e);
        }
    }
}
