namespace Lts.Hosting;

/// <summary>Writes whole files: a reader sees the old content or the new one, never a part, also after a power failure.</summary>
public static class DurableFile
{
    /// <summary>Ends the name of a file that is being written.</summary>
    public const string TemporarySuffix = ".tmp";

    /// <summary>Writes a temporary file beside the path, forces it to the disk, renames it, and makes the folder's entry durable.</summary>
    /// <param name="path">The file; its folder is created where it is missing.</param>
    /// <param name="write">Writes the content. Whatever it throws passes through, and the file stays as it was.</param>
    /// <param name="isShared">
    /// Whether other processes may write the same path at the same time: each then has a temporary file of its own, and the last one wins.
    /// </param>
    /// <exception cref="IOException">The disk is full or failed; the temporary file is gone and the old content still there.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public static void Write(string path, Action<Stream> write, bool isShared = false)
    {
        ArgumentNullException.ThrowIfNull(write);
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var temporary = (isShared ? $"{path}.{Environment.ProcessId}" : path) + TemporarySuffix;
        Directory.CreateDirectory(folder);
        try
        {
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch (ArgumentOutOfRangeException e)
        {
            // .NET's name for EFBIG: a limit on the size of files (ulimit -f, or the file system's own) was reached.
            TryDelete(temporary);
            throw new IOException($"'{path}' cannot be written: {e.Message}", e);
        }
        catch
        {
            TryDelete(temporary);
            throw;
        }

        DurableFolder.Flush(folder);
    }

    /// <summary>As <see cref="Write(string, Action{Stream}, bool)"/>, of content that is in memory.</summary>
    /// <param name="path">The file; its folder is created where it is missing.</param>
    /// <param name="content">All of its bytes.</param>
    /// <param name="isShared">Whether other processes may write the same path at the same time.</param>
    /// <exception cref="IOException">The disk is full or failed.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public static void Write(string path, ReadOnlyMemory<byte> content, bool isShared = false) =>
        Write(path, stream => stream.Write(content.Span), isShared);

    /// <summary>Deletes a file; what cannot be deleted stays, for the next write replaces it.</summary>
    /// <param name="path">The file; it need not exist.</param>
    public static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (IsDiskFault(e))
        {
            // Harmless: it is incomplete, and nobody reads a file of this name.
        }
    }

    /// <summary>Whether an exception comes from the disk or its permissions, and not from a defect of ours.</summary>
    /// <param name="exception">What was caught.</param>
    public static bool IsDiskFault(Exception exception) => exception is IOException or UnauthorizedAccessException;
}
