using Lts.Hosting;

namespace Lts.Trainer.Data;

/// <summary>Writes files that are whole or not there.</summary>
internal static class AtomicFile
{
    /// <summary>Writes beside the file, flushes to the disk and renames.</summary>
    /// <exception cref="UserErrorException">It cannot be written; what was there before still is.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        var beside = path + ".partial";
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
            {
                Directory.CreateDirectory(folder);
            }

            using (var stream = new FileStream(beside, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(beside, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            TryDelete(beside);
            throw new UserErrorException($"{path} cannot be written: {e.Message}", ExitCode.Storage, e);
        }
        catch
        {
            TryDelete(beside);
            throw;
        }
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The next attempt overwrites it.
        }
    }
}
