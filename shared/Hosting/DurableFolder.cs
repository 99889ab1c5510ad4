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

    /// <summary>
    /// Puts a folder that is complete in the place of another. A folder cannot be renamed over another, so there are three steps: the one
    /// that is there is set aside, the next one takes its name, the one set aside goes. Flushed before the first rename, so that nothing
    /// takes a place that a power failure could empty, and after the last, so that it stays there. Where the second step fails, the first
    /// is undone; what a crash leaves between them <see cref="Find"/> finds and <see cref="Recover"/> finishes.
    /// </summary>
    /// <param name="current">The place; nothing need be there.</param>
    /// <param name="next">Takes the place; its files are on the disk.</param>
    /// <param name="aside">What was there is called so meanwhile; something older of that name is deleted.</param>
    /// <param name="flush">Waits until a folder's entries are on the disk; <see cref="Flush"/> but in tests.</param>
    /// <exception cref="IOException">A folder cannot be renamed or deleted, or the disk fails; what was there before still is.</exception>
    /// <exception cref="UnauthorizedAccessException">The parent folder may not be written; what was there before still is.</exception>
    public static void Replace(string current, string next, string aside, Action<string>? flush = null)
    {
        flush ??= Flush;
        var parent = Path.GetDirectoryName(Path.GetFullPath(current))!;
        flush(next);
        flush(parent);
        if (Directory.Exists(current))
        {
            DeleteIfThere(aside);
            Directory.Move(current, aside);
        }

        try
        {
            Directory.Move(next, current);
        }
        catch (Exception e) when (DurableFile.IsDiskFault(e))
        {
            TryMoveBack(aside, current);
            throw;
        }

        flush(parent);
        DeleteIfThere(aside);
    }

    /// <summary>Where a folder of <see cref="Replace"/> is whole: in its place, or where a crash between two steps has left it.</summary>
    /// <param name="current">As <see cref="Replace"/> was told.</param>
    /// <param name="next">As <see cref="Replace"/> was told.</param>
    /// <param name="aside">As <see cref="Replace"/> was told.</param>
    /// <returns>One of the three; the place where there is nothing at all.</returns>
    public static string Find(string current, string next, string aside)
    {
        if (Directory.Exists(current) || !Directory.Exists(aside))
        {
            return current;
        }

        return Directory.Exists(next) ? next : aside; // the last one is set aside only when the next one is whole
    }

    /// <summary>Finishes or undoes what a crash interrupted, and deletes what it left half written; for whoever writes.</summary>
    /// <param name="current">As <see cref="Replace"/> was told.</param>
    /// <param name="next">As <see cref="Replace"/> was told.</param>
    /// <param name="aside">As <see cref="Replace"/> was told.</param>
    /// <exception cref="IOException">A folder cannot be renamed or deleted.</exception>
    /// <exception cref="UnauthorizedAccessException">The parent folder may not be written.</exception>
    public static void Recover(string current, string next, string aside)
    {
        var whole = Find(current, next, aside);
        if (whole != current)
        {
            Directory.Move(whole, current);
        }

        DeleteIfThere(next);
        DeleteIfThere(aside);
    }

    /// <summary>Deletes a folder with all that is in it, if it is there.</summary>
    /// <param name="folder">It and all that is in it go; it need not exist.</param>
    public static void DeleteIfThere(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void TryMoveBack(string aside, string current)
    {
        try
        {
            if (Directory.Exists(aside) && !Directory.Exists(current))
            {
                Directory.Move(aside, current);
            }
        }
        catch (Exception e) when (DurableFile.IsDiskFault(e))
        {
            // Nothing is lost: it is found where it is, and the first error says more.
        }
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int Open(string path, int flags);
}
