using System.Diagnostics;
using System.Globalization;

namespace Lts.Tests.EndToEnd.Faults.Harness;

/// <summary>A disk of a few hundred MiB in memory, so that it can really be full. Only root may have one.</summary>
internal sealed class SmallDisk : IDisposable
{
    private const int MiB = 1 << 20;
    private readonly string _ballast;

    private SmallDisk(string folder)
    {
        Folder = folder;
        _ballast = Path.Combine(folder, "ballast");
    }

    public string Folder { get; }

    /// <summary>Mounts one, where that is allowed.</summary>
    /// <param name="folder">Where; created.</param>
    /// <param name="mebibytes">How large it is.</param>
    public static SmallDisk? TryMount(string folder, int mebibytes)
    {
        Directory.CreateDirectory(folder);
        string size = string.Create(CultureInfo.InvariantCulture, $"size={mebibytes}m");
        return Run("mount", "-t", "tmpfs", "-o", size, "lts-faults", folder) ? new SmallDisk(folder) : null;
    }

    /// <summary>Leaves no byte free.</summary>
    public void Fill()
    {
        using var stream = new FileStream(_ballast, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        foreach (int size in new[] { MiB, 4096 })
        {
            try
            {
                while (true)
                {
                    stream.Write(new byte[size]);
                }
            }
            catch (IOException)
            {
                // Full, but for less than a piece.
            }
        }
    }

    /// <summary>Gives the room back.</summary>
    public void Free() => File.Delete(_ballast);

    public void Dispose() => Run("umount", "-l", Folder);

    private static bool Run(string command, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true });
            process!.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
