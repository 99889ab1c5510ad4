namespace Lts.Agent.Connection;

/// <summary>Writes whole files so that a reader sees the old content or the new one, never a part.</summary>
internal static class DurableFile
{
    /// <summary>Ends the name of a file that is being written.</summary>
    public const string TemporarySuffix = ".tmp";

    /// <summary>Writes a temporary file, forces it to the disk and renames it. The temporary file is gone afterwards, also on failure.</summary>
    /// <exception cref="IOException">The disk is full or failed.</exception>
    /// <exception cref="UnauthorizedAccessException">The directory may not be written.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        var temporary = path + TemporarySuffix;
        try
        {
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0))
            {
                stream.Write(content);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception e) when (IsDiskFault(e))
        {
            TryDelete(temporary);
            throw;
        }
    }

    /// <summary>Deletes a file; what cannot be deleted stays.</summary>
    public static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (IsDiskFault(e))
        {
            // A left-over is harmless: every reader of these files checks what it reads.
        }
    }

    /// <summary>Whether an exception comes from the disk or its permissions, not from a bug.</summary>
    public static bool IsDiskFault(Exception e) => e is IOException or UnauthorizedAccessException;
}
