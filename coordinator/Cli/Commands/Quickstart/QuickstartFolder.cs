using Lts.Hosting;

namespace Lts.Cli.Commands.Quickstart;

/// <summary>
/// Where a quickstart keeps things: reports and logs in the folder itself, everything else below <c>quickstart-data</c>, which it locks. The
/// folder may be any of the user's: nothing is deleted that a quickstart did not make.
/// </summary>
internal sealed class QuickstartFolder : IDisposable
{
    private const string Program = "quickstart";

    private readonly string _full;
    private readonly DataDirectoryLock _lock;

    private QuickstartFolder(string full, DataDirectoryLock held)
    {
        _full = full;
        _lock = held;
    }

    /// <summary>The coordinator's data.</summary>
    public string Coordinator => Path.Combine(Data, "coordinator");

    /// <summary>The agent's data.</summary>
    public string Agent => Path.Combine(Data, "agent");

    /// <summary>Written by the coordinator when it listens.</summary>
    public string ReadyFile => Path.Combine(Data, "ready");

    private string Data => DataOf(_full);

    /// <summary>What a program prints goes there.</summary>
    public string Log(string program) => Path.Combine(_full, program + ".log");

    /// <summary>The report of a study.</summary>
    public string Report(string study) => Path.Combine(_full, study + ".html");

    /// <summary>Makes the folder where needed, and locks it.</summary>
    /// <param name="path">The folder, as the user named it.</param>
    /// <exception cref="UserErrorException">It is a file, another quickstart uses it, or it holds data that is not a quickstart's.</exception>
    public static QuickstartFolder Open(string path)
    {
        var full = Path.GetFullPath(path);
        if (File.Exists(full))
        {
            throw new UserErrorException($"{full} is a file; name a folder with --data.", ExitCode.Usage);
        }

        var data = DataOf(full);
        if (Directory.Exists(data) && !File.Exists(DataDirectoryLock.FileIn(data, Program)) && Directory.EnumerateFileSystemEntries(data).Any())
        {
            throw new UserErrorException($"{data} holds files that no quickstart made; name another folder with --data.", ExitCode.Conflict);
        }

        var folder = new QuickstartFolder(full, DataDirectoryLock.Take(data, Program));
        File.Delete(folder.ReadyFile);
        return folder;
    }

    /// <summary>Removes everything but reports and logs. The folder is still locked, so that nobody can have begun to use it.</summary>
    public void DeleteData()
    {
        try
        {
            foreach (var folder in Directory.EnumerateDirectories(Data))
            {
                Directory.Delete(folder, recursive: true);
            }

            File.Delete(ReadyFile);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A file that another program holds stays; the result is complete without this.
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _lock.Dispose();

    private static string DataOf(string folder) => Path.Combine(folder, "quickstart-data");
}
