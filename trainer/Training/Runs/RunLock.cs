using System.Globalization;
using Lts.Hosting;

namespace Lts.Trainer.Training.Runs;

/// <summary>
/// Keeps a second trainer out of a run folder. The system lets go of the lock with the process, however that ends, so no stale one is ever in
/// the way.
/// </summary>
internal sealed class RunLock : IDisposable
{
    private readonly FileStream _file;

    private RunLock(FileStream file) => _file = file;

    /// <summary>Takes the lock of a folder, which must exist.</summary>
    /// <exception cref="UserErrorException">Another process trains there, or the folder cannot be written.</exception>
    public static RunLock Take(RunFolder folder)
    {
        try
        {
            var file = new FileStream(folder.Lock, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            file.SetLength(0);
            file.Write(System.Text.Encoding.UTF8.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture)));
            file.Flush();
            return new RunLock(file);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new UserErrorException($"{folder.FullName} cannot be written: {e.Message}", ExitCode.Storage, e);
        }
        catch (IOException e)
        {
            throw new UserErrorException(
                $"Another process is training in {folder.FullName} (its lock is held). Wait for it, watch it with "
                + $"`lts-trainer watch {folder.FullName}`, or choose another output.", ExitCode.Conflict, e);
        }
    }

    /// <summary>Whether a process trains in a folder now. It looks for a moment as if this one did: ask seldom.</summary>
    /// <exception cref="UserErrorException">The lock cannot be read.</exception>
    public static bool IsHeld(RunFolder folder)
    {
        try
        {
            // A lock that lets other readers in: two watchers do not take each other for a trainer.
            using var file = new FileStream(folder.Lock, FileMode.Open, FileAccess.Read, FileShare.Read);
            return false;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
        catch (IOException)
        {
            return true;
        }
        catch (UnauthorizedAccessException e)
        {
            throw new UserErrorException($"{folder.Lock} cannot be read: {e.Message}", ExitCode.Storage, e);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
