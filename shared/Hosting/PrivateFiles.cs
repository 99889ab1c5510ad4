using System.Runtime.InteropServices;

namespace Lts.Hosting;

/// <summary>
/// Keeps what a program writes from other users of the machine: keys, databases, results, logs. On Windows the folders of a user are
/// private as they are.
/// </summary>
public static partial class PrivateFiles
{
    private const uint OwnerOnly = 0b111_111; // takes everything from group and others

    private const UnixFileMode Owners = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>
    /// From now on this process and its children create files that only their owner may read and write. A data directory of before, and the
    /// files that lie in it, are closed as well.
    /// </summary>
    /// <param name="directory">An existing data directory.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static void Close(string directory)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        _ = SetMask(OwnerOnly);
        TryClose(directory);
        foreach (string file in Directory.EnumerateFiles(directory))
        {
            TryClose(file);
        }
    }

    /// <summary>Only ever takes rights away.</summary>
    private static void TryClose(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        try
        {
            File.SetUnixFileMode(path, File.GetUnixFileMode(path) & Owners);
        }
        catch (Exception e) when (DurableFile.IsDiskFault(e))
        {
            // Somebody else's, or a file system without owners. Whoever made it so knows why.
        }
    }

    [LibraryImport("libc", EntryPoint = "umask")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial uint SetMask(uint mask);
}
