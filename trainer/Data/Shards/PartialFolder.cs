using Lts.Hosting;

namespace Lts.Trainer.Data.Shards;

/// <summary>
/// A folder beside the one that is wanted, which takes its place when it is complete. What an interrupted process left there is deleted by the
/// next one; two processes at once are refused.
/// </summary>
internal sealed class PartialFolder : IDisposable
{
    private const string LockName = "lock";
    private readonly string _wanted;
    private FileStream? _lock;

    /// <summary>Creates the folder, empty.</summary>
    /// <param name="wanted">The folder to become; must not exist, or be empty.</param>
    /// <exception cref="UserErrorException">Another process works on it, or it cannot be written.</exception>
    public PartialFolder(string wanted)
    {
        _wanted = Path.TrimEndingDirectorySeparator(Path.GetFullPath(wanted));
        FullName = _wanted + ".partial";
        try
        {
            Directory.CreateDirectory(FullName);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"{FullName} cannot be written: {e.Message}", ExitCode.Storage, e);
        }

        try
        {
            _lock = new FileStream(Path.Combine(FullName, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e)
        {
            throw new UserErrorException($"Another process is preparing {_wanted}: wait for it, or choose another folder.", ExitCode.Conflict, e);
        }

        foreach (var file in Directory.GetFiles(FullName).Where(file => Path.GetFileName(file) != LockName))
        {
            File.Delete(file);
        }
    }

    /// <summary>Where files are written until all of them are complete.</summary>
    public string FullName { get; }

    /// <summary>Puts it in the place of the wanted one.</summary>
    public void Publish()
    {
        Release();
        if (Directory.Exists(_wanted))
        {
            Directory.Delete(_wanted); // empty, or this throws
        }

        DurableFolder.Flush(FullName);
        Directory.Move(FullName, _wanted);
        DurableFolder.Flush(Path.GetDirectoryName(_wanted)!);
    }

    /// <summary>Deletes it, unless it was published.</summary>
    public void Dispose()
    {
        if (_lock is null)
        {
            return;
        }

        Release();
        try
        {
            Directory.Delete(FullName, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The next preparation clears it.
        }
    }

    private void Release()
    {
        _lock?.Dispose();
        _lock = null;
        File.Delete(Path.Combine(FullName, LockName));
    }
}
