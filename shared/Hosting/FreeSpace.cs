using System.Globalization;

namespace Lts.Hosting;

/// <summary>What a disk has left, and what programs leave alone of it: a device or a server whose disk is full to the last byte does not work.</summary>
public static class FreeSpace
{
    private const double MebibyteBytes = 1 << 20;

    /// <summary>Bytes that this user may still write to the disk of a file or folder; <see cref="long.MaxValue"/> where the system does not tell.</summary>
    /// <param name="path">It need not exist.</param>
    public static long Of(string path) => Ask(path, drive => drive.AvailableFreeSpace);

    /// <summary>Bytes that the disk of a file or folder holds when it is empty; <see cref="long.MaxValue"/> where the system does not tell.</summary>
    /// <param name="path">It need not exist.</param>
    public static long SizeOf(string path) => Ask(path, drive => drive.TotalSize);

    /// <summary>What is missing for a write, in words for people; <see langword="null"/> where there is room for it.</summary>
    /// <param name="what">What is to be written, for example <c>the weight pool</c>.</param>
    /// <param name="neededBytes">Bytes that it takes on top of what is there.</param>
    /// <param name="freeBytes">What <see cref="Of"/> says of the disk.</param>
    /// <param name="floorBytes">What must be left afterwards.</param>
    public static string? Shortage(string what, long neededBytes, long freeBytes, long floorBytes) =>
        freeBytes - floorBytes >= neededBytes
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{what} needs {Mebibytes(neededBytes)} MiB more, and {Mebibytes(floorBytes)} MiB are left alone, but only {Mebibytes(freeBytes)} MiB are free.");

    private static long Mebibytes(long bytes) => (long)Math.Ceiling(bytes / MebibyteBytes);

    private static long Ask(string path, Func<DriveInfo, long> ask)
    {
        try
        {
            return ask(new DriveInfo(Nearest(Path.GetFullPath(path))));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return long.MaxValue; // The write itself will tell.
        }
    }

    private static string Nearest(string path)
    {
        while (!Path.Exists(path) && Path.GetDirectoryName(path) is { } parent)
        {
            path = parent;
        }

        return path;
    }
}
