using System.Globalization;
using Lts.Hosting;

namespace Lts.Agent.Measurement.Storage;

/// <summary>The layout of the agent's folder, as far as measuring is concerned.</summary>
/// <param name="path">The agent's data directory; agents may share it.</param>
internal sealed class AgentFolder(string path)
{
    /// <summary>Weight pools, one a seed.</summary>
    public string Pools { get; } = Path.Combine(path, "pools");

    /// <summary>What was found out once and is kept: calibrations, the runtime's facts.</summary>
    public string Known { get; } = Path.Combine(path, "known");

    /// <summary>Graphs that are being measured.</summary>
    public string Work { get; } = Path.Combine(path, "work");

    /// <summary>Creates what is missing and clears what a killed agent left.</summary>
    /// <exception cref="UserErrorException">The folder cannot be written.</exception>
    public void Prepare() => Guard(() =>
    {
        foreach (var folder in (string[])[Pools, Known, Work])
        {
            Directory.CreateDirectory(folder);
        }

        foreach (var file in Directory.EnumerateFiles(Work).Where(IsLeftOver))
        {
            File.Delete(file);
        }
    });

    /// <summary>A file of this process in <see cref="Work"/>.</summary>
    public string WorkFile(string name) =>
        Path.Combine(Work, string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}-{name}"));

    /// <summary>Does something to the folder's files and turns what goes wrong into a message for people.</summary>
    /// <exception cref="UserErrorException">The disk is full, or the folder cannot be written.</exception>
    public void Guard(Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (DurableFile.IsDiskFault(e) || e is ArgumentOutOfRangeException) // .NET's name for EFBIG
        {
            throw new UserErrorException(
                $"The agent's folder {path} cannot be used: {e.Message} Free some space there, or give another folder with --data.",
                ExitCode.Storage, e);
        }
    }

    private static bool IsLeftOver(string file)
    {
        if (!int.TryParse(Path.GetFileName(file).Split('-')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var owner))
        {
            return true;
        }

        try
        {
            using var process = System.Diagnostics.Process.GetProcessById(owner);
            return false;
        }
        catch (ArgumentException)
        {
            return true;
        }
    }
}
