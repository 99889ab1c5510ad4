namespace Lts.Cli.StudyFiles;

/// <summary>A file that cannot be read any further: its syntax is broken.</summary>
internal sealed class MalformedFileException(int line, string message) : Exception(message)
{
    /// <summary>Where, from 1.</summary>
    public int Line { get; } = line;
}
