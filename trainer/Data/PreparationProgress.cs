namespace Lts.Trainer.Data;

/// <summary>How far a preparation is.</summary>
/// <param name="Phase">The part of the preparation that is at work.</param>
/// <param name="Bytes">Bytes of the sources, as they are on disk, read in this phase.</param>
/// <param name="TotalBytes">Bytes of all files on disk.</param>
/// <param name="Tokens">Tokens written, or merges learnt.</param>
internal readonly record struct PreparationProgress(PreparationPhase Phase, long Bytes, long TotalBytes, long Tokens);
