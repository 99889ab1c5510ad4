using System.Globalization;
using System.Text;

namespace Lts.Hosting;

/// <summary>Holds a directory for one program at a time. The system frees it when the process ends, however it ends.</summary>
public sealed class DataDirectoryLock : IDisposable
{
    private readonly FileStream _file;

    private DataDirectoryLock(FileStream file) => _file = file;

    /// <summary>
    /// Creates the directory where needed, locks it, and keeps other users of the machine out of it: see <see cref="PrivateFiles"/>.
    /// </summary>
    /// <param name="directory">Created where it is missing.</param>
    /// <param name="program">Who holds it, for messages: <c>coordinator</c>, <c>agent</c>. Names the lock file.</param>
    /// <exception cref="UserErrorException">
    /// <see cref="ExitCode.Conflict"/>: another one holds it; <see cref="ExitCode.Usage"/>: it is a file;
    /// <see cref="ExitCode.Storage"/>: it cannot be written.
    /// </exception>
    public static DataDirectoryLock Take(string directory, string program)
    {
        try
        {
            Directory.CreateDirectory(directory);
            var file = new FileStream(FileIn(directory, program), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            file.SetLength(0);
            file.Write(Encoding.ASCII.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture)));
            file.Flush();
            PrivateFiles.Close(directory);
            return new DataDirectoryLock(file);
        }
        catch (IOException e) when (IsSharingViolation(e))
        {
            throw new UserErrorException(
                $"Another {program} is using the data directory {directory}. Stop it, or choose another directory with --data.",
                ExitCode.Conflict, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            if (File.Exists(directory))
            {
                throw new UserErrorException($"{directory} is a file; name a folder with --data.", ExitCode.Usage, e);
            }

            throw new UserErrorException(
                $"The data directory {directory} cannot be written: {e.Message} Choose another one with --data.", ExitCode.Storage, e);
        }
    }

    /// <summary>The file that is locked; it stays behind.</summary>
    /// <param name="directory">The data directory.</param>
    /// <param name="program">Who holds it.</param>
    public static string FileIn(string directory, string program) => Path.Combine(directory, program + ".lock");

    /// <summary>Whether a file could not be opened because another process has it: ERROR_SHARING_VIOLATION, EWOULDBLOCK of Linux, of macOS.</summary>
    /// <param name="exception">What opening it threw.</param>
    public static bool IsSharingViolation(IOException exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return exception.HResult is unchecked((int)0x80070020) or 11 or 35;
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
