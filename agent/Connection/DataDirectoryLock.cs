using System.Globalization;
using System.Text;
using Lts.Hosting;

namespace Lts.Agent.Connection;

/// <summary>Holds a data directory for one agent at a time. The system frees it when the process ends, however it ends.</summary>
internal sealed class DataDirectoryLock : IDisposable
{
    private readonly FileStream _file;

    private DataDirectoryLock(FileStream file) => _file = file;

    /// <summary>Creates the directory where needed and locks it.</summary>
    /// <exception cref="UserErrorException">
    /// <see cref="ExitCode.Conflict"/>: another agent holds it; <see cref="ExitCode.Storage"/>: it cannot be written.
    /// </exception>
    public static DataDirectoryLock Acquire(string directory)
    {
        try
        {
            Directory.CreateDirectory(directory);
            var file = new FileStream(Path.Combine(directory, "agent.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            file.SetLength(0);
            file.Write(Encoding.ASCII.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture)));
            file.Flush();
            return new DataDirectoryLock(file);
        }
        catch (IOException e) when (IsSharingViolation(e))
        {
            throw new UserErrorException(
                $"Another agent is using the data directory '{directory}'. Stop it, or give this one a directory of its own with --data.",
                ExitCode.Conflict,
                e);
        }
        catch (Exception e) when (DurableFile.IsDiskFault(e))
        {
            throw new UserErrorException(
                $"The data directory '{directory}' cannot be written: {e.Message} Choose another one with --data.", ExitCode.Storage, e);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    // ERROR_SHARING_VIOLATION on Windows, EWOULDBLOCK on Linux and on macOS.
    private static bool IsSharingViolation(IOException e) => e.HResult is unchecked((int)0x80070020) or 11 or 35;
}
