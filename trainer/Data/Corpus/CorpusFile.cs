namespace Lts.Trainer.Data.Corpus;

/// <summary>A file to read text from.</summary>
/// <param name="Path">Its path, as messages name it.</param>
/// <param name="Bytes">Its length on disk in bytes, compressed as it is.</param>
/// <param name="Modified">When it was last written, in UTC.</param>
internal sealed record CorpusFile(string Path, long Bytes, DateTime Modified)
{
    /// <summary>Compressed with gzip.</summary>
    public bool IsCompressed => HasExtension(Path, ".gz");

    /// <summary>One JSON object a line, each a document.</summary>
    public bool IsJsonLines
    {
        get
        {
            var inner = IsCompressed ? Path[..^3] : Path;
            return HasExtension(inner, ".jsonl") || HasExtension(inner, ".ndjson");
        }
    }

    private static bool HasExtension(string path, string extension) => path.EndsWith(extension, StringComparison.OrdinalIgnoreCase);
}
