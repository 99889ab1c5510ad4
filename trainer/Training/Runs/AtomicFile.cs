namespace Lts.Trainer.Training.Runs;

/// <summary>Files that are whole or not there, whenever the process dies.</summary>
internal static class AtomicFile
{
    /// <summary>Writes beside the file, then takes its place.</summary>
    public static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        var beside = path + ".new";
        using (var file = new FileStream(beside, FileMode.Create, FileAccess.Write))
        {
            file.Write(bytes);
            file.Flush(flushToDisk: true);
        }

        File.Move(beside, path, overwrite: true);
    }
}
