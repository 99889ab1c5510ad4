using Lts.Hosting;

namespace Lts.Coordinator.Storage;

/// <summary>Keeps a second coordinator out of a data directory. The system releases it when the process dies.</summary>
internal sealed class DataDirectoryLock : IDisposable
{
    private readonly FileStream _file;

    private DataDirectoryLock(FileStream file) => _file = file;

    /// <summary>Takes the lock; creates the directory where it is missing.</summary>
    /// <exception cref="UserErrorException">Another coordinator has it, or the directory cannot be written.</exception>
    public static DataDirectoryLock Take(string directory)
    {
        try
        {
            Directory.CreateDirectory(directory);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"The data directory {directory} cannot be created: {e.Message}", ExitCode.Storage, e);
        }

        try
        {
            return new DataDirectoryLock(
                new FileStream(Path.Combine(directory, "coordinator.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (UnauthorizedAccessException e)
        {
            throw new UserErrorException($"The data directory {directory} cannot be written: {e.Message}", ExitCode.Storage, e);
        }
        catch (IOException e)
        {
            throw new UserErrorException(
                $"Another coordinator uses the data directory {directory}. Stop it, or choose another directory with --data.",
                ExitCode.Conflict, e);
        }
    }

    public void Dispose() => _file.Dispose();
}
