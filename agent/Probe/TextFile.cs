using System.Globalization;

namespace Lts.Agent.Probe;

/// <summary>Reads the small files in which a kernel tells about itself; what cannot be read is empty.</summary>
internal static class TextFile
{
    /// <summary>The file's text without white space around it.</summary>
    /// <param name="path">A file of the kernel's; it need not exist.</param>
    public static string Read(string path)
    {
        try
        {
            // Device-tree strings end with a zero byte.
            return File.ReadAllText(path).Trim('\0', ' ', '\n', '\r', '\t');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    /// <summary>The number that the file holds; 0 when it holds none.</summary>
    /// <param name="path">A file of the kernel's; it need not exist.</param>
    public static double ReadNumber(string path) =>
        double.TryParse(Read(path), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : 0;

    /// <summary>The folders of a folder by name, sorted; none when it is not there.</summary>
    /// <param name="folder">Where to look.</param>
    /// <param name="pattern">A pattern with <c>*</c>.</param>
    public static IEnumerable<string> Folders(string folder, string pattern)
    {
        try
        {
            return Directory.Exists(folder) ? [.. Directory.EnumerateDirectories(folder, pattern).Order(StringComparer.Ordinal)] : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
