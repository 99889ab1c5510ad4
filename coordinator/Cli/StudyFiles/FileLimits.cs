namespace Lts.Cli.StudyFiles;

/// <summary>Bounds of what is read as a study file.</summary>
internal static class FileLimits
{
    /// <summary>Largest file: 1 MiB. The largest sensible study, with hundreds of fixed architectures, is a tenth of that.</summary>
    public const int MaxBytes = 1 << 20;

    /// <summary>Deepest nesting of lists and mappings.</summary>
    public const int MaxDepth = 12;
}
