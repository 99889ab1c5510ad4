using Lts.Hosting;

namespace Lts.Trainer.Data;

/// <summary>Writes files that are whole or not there, and on the disk when the call returns.</summary>
internal static class AtomicFile
{
    /// <summary>Writes beside the file, flushes to the disk, renames, and flushes the folder.</summary>
    /// <exception cref="UserErrorException">It cannot be written; what was there before still is.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        var beside = path + ".partial";
        try
        {
            var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
            Directory.CreateDirectory(folder);

            using (var stream = new FileStream(beside, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(beside, path, overwrite: true);
            DurableFolder.Flush(folder);
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
