namespace Lts.Domain.Architectures;

/// <summary>Bounds of what is accepted from outside: far beyond any model that fits a device, and far from overflowing 64-bit counts.</summary>
public static class ArchitectureLimits
{
    /// <summary>Most layers.</summary>
    public const int Layers = 1_000;

    /// <summary>Largest hidden size.</summary>
    public const int HiddenSize = 65_536;

    /// <summary>Largest feed-forward size.</summary>
    public const int FeedForwardSize = 1_048_576;

    /// <summary>Largest vocabulary.</summary>
    public const int VocabularySize = 10_000_000;

    /// <summary>Longest sequence, in tokens.</summary>
    public const int SequenceLength = 1_048_576;
}
