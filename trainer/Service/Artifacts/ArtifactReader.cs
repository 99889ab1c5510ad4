using System.Runtime.CompilerServices;
using Lts.Hosting;
using Lts.Trainer.Service.Jobs;

namespace Lts.Trainer.Service.Artifacts;

/// <summary>Reads a file in pieces that fit into a message.</summary>
internal static class ArtifactReader
{
    /// <summary>Bytes of a piece, at most.</summary>
    public const int LargestPiece = 1 << 20;

    /// <summary>The pieces from an offset on, in order; none at the file's end.</summary>
    /// <exception cref="OffsetException">The offset is not in the file.</exception>
    /// <exception cref="UserErrorException">The file cannot be read.</exception>
    public static async IAsyncEnumerable<(long Offset, byte[] Data)> ReadAsync(
        ArtifactFile file, long offset, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (offset < 0 || offset > file.SizeBytes)
        {
            throw new OffsetException($"offset {offset} is outside {file.Name}, which has {file.SizeBytes} bytes.");
        }

        await using var stream = Guarded(file, () =>
            new FileStream(file.Path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.Asynchronous));
        Guarded(file, () => stream.Seek(offset, SeekOrigin.Begin));
        while (true)
        {
            var piece = new byte[LargestPiece];
            var count = await ReadAsync(file, stream, piece, cancellationToken);
            if (count == 0)
            {
                yield break;
            }

            yield return (offset, count == piece.Length ? piece : piece[..count]);
            offset += count;
        }
    }

    private static async Task<int> ReadAsync(ArtifactFile file, Stream stream, byte[] piece, CancellationToken cancellationToken)
    {
        try
        {
            return await stream.ReadAtLeastAsync(piece, piece.Length, throwOnEndOfStream: false, cancellationToken);
        }
        catch (IOException e)
        {
            throw Unreadable(file, e);
        }
    }

    private static T Guarded<T>(ArtifactFile file, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(file, e);
        }
    }

    private static UserErrorException Unreadable(ArtifactFile file, Exception e) =>
        new($"{file.Path} cannot be read: {e.Message}", ExitCode.Storage, e);
}
