namespace Lts.Agent.Measurement.Storage;

/// <summary>Files that are whole or absent, never half.</summary>
internal static class AtomicFile
{
    /// <summary>Writes beside the file and renames; creates the folder.</summary>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var temporary = $"{path}.{Environment.ProcessId}.tmp";
        using (var file = new FileStream(temporary, FileMode.Create, FileAccess.Write))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
    }
}
