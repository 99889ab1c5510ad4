namespace Lts.Domain.Measurements;

/// <summary>Memory of a fresh process that ran just this candidate, in bytes.</summary>
public sealed record MemoryStatistics
{
    /// <summary>High-water mark of the whole process while running.</summary>
    public required long PeakBytes { get; init; }

    /// <summary>The same process with ONNX Runtime loaded and no session.</summary>
    public required long BaselineBytes { get; init; }

    /// <summary>High-water mark while the session was created.</summary>
    public required long SessionPeakBytes { get; init; }

    /// <summary>Anonymous resident memory after the runs; 0 where the system does not tell.</summary>
    public long AnonymousBytes { get; init; }

    /// <summary>ONNX Runtime's own count of its arena's largest use; 0 where it keeps none.</summary>
    public long ArenaPeakBytes { get; init; }

    /// <summary><see cref="PeakBytes"/> less <see cref="BaselineBytes"/>.</summary>
    public long PeakNetBytes => PeakBytes - BaselineBytes;
}
