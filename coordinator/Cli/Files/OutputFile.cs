using Lts.Hosting;

namespace Lts.Cli.Files;

/// <summary>Writes files that users name with <c>-o</c>. A folder that does not exist is taken for a slip and not created.</summary>
internal static class OutputFile
{
    /// <summary>Writes a file whole or not at all: what was there before stays until the new one is complete.</summary>
    /// <param name="path">As the user named it.</param>
    /// <param name="write">Writes the content.</param>
    /// <exception cref="UserErrorException">
    /// <see cref="ExitCode.NotFound"/>: its folder does not exist; <see cref="ExitCode.Usage"/>: it is a folder itself;
    /// <see cref="ExitCode.Storage"/>: it cannot be written.
    /// </exception>
    public static void Write(string path, Action<Stream> write)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path));
        if (folder is not null && !Directory.Exists(folder))
        {
            throw new UserErrorException($"There is no folder {folder}.", ExitCode.NotFound);
        }

        if (Directory.Exists(path))
        {
            throw new UserErrorException($"{path} is a folder; name a file to write.", ExitCode.Usage);
        }

        AtomicFile.Write(path, write);
    }
}
