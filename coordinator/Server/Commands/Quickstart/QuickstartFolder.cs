using Lts.Hosting;

namespace Lts.Coordinator.Commands.Quickstart;

/// <summary>Where a quickstart keeps things: reports in the folder itself, everything else below <c>data</c>.</summary>
/// <param name="path">The folder, as the user named it.</param>
internal sealed class QuickstartFolder(string path)
{
    private readonly string _full = Path.GetFullPath(path);

    /// <summary>The coordinator's data.</summary>
    public string Coordinator => Path.Combine(Data, "coordinator");

    /// <summary>The agent's data.</summary>
    public string Agent => Path.Combine(Data, "agent");

    /// <summary>Written by the coordinator when it listens.</summary>
    public string ReadyFile => Path.Combine(Data, "ready");

    private string Data => Path.Combine(_full, "data");

    /// <summary>What a program prints goes there.</summary>
    public string Log(string program) => Path.Combine(_full, program + ".log");

    /// <summary>The report of a study.</summary>
    public string Report(string study) => Path.Combine(_full, study + ".html");

    /// <summary>Makes the folder.</summary>
    public void Create()
    {
        if (File.Exists(_full))
        {
            throw new UserErrorException($"{_full} is a file; name a folder with --data.", ExitCode.Conflict);
        }

        Directory.CreateDirectory(Data);
        File.Delete(ReadyFile);
    }

    /// <summary>Removes everything but reports and logs.</summary>
    public void DeleteData()
    {
        try
        {
            Directory.Delete(Data, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A file that another program holds stays; the result is complete without this.
        }
    }
}
