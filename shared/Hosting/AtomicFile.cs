namespace Lts.Hosting;

/// <summary><see cref="DurableFile"/> for files that a user asked for: what goes wrong is a message for people.</summary>
public static class AtomicFile
{
    /// <summary>Writes a whole file, or leaves what was there.</summary>
    /// <param name="path">The file; its folder is created where it is missing.</param>
    /// <param name="write">Writes the content.</param>
    /// <param name="subject">What the message calls the file; its path unless given.</param>
    /// <exception cref="UserErrorException"><see cref="ExitCode.Storage"/>: it cannot be written; what was there before still is.</exception>
    public static void Write(string path, Action<Stream> write, string? subject = null)
    {
        try
        {
            DurableFile.Write(path, write);
        }
        catch (Exception e) when (DurableFile.IsDiskFault(e))
        {
            throw new UserErrorException($"{subject ?? path} cannot be written: {e.Message}", ExitCode.Storage, e);
        }
    }
}
