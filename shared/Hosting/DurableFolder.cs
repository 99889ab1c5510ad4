using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Lts.Hosting;

/// <summary>
/// Makes a folder's entries durable. A file that was flushed is on the disk; that it is there, and by which name, is the folder's own
/// content, which Unix keeps in memory until the folder is flushed too.
/// </summary>
public static partial class DurableFolder
{
    private const int ReadOnly = 0;

    /// <summary>Waits until the entries of a folder are on the disk: files created or renamed in it are found after a power failure.</summary>
    /// <remarks>Nothing on Windows, which writes entries down by itself and opens no folder for it.</remarks>
    /// <param name="folder">An existing folder.</param>
    /// <exception cref="IOException">The folder is not there, or its disk fails.</exception>
    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var handle = new SafeFileHandle(Open(folder, ReadOnly), ownsHandle: true);
        if (handle.IsInvalid)
        {
            throw new IOException($"{folder} cannot be opened: {new Win32Exception(Marshal.GetLastPInvokeError()).Message}");
        }

        RandomAccess.FlushToDisk(handle);
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int Open(string path, int flags);
}
