namespace Lts.Coordinator.Trainings;

/// <summary>A file that a complete training left at its trainer.</summary>
/// <param name="Name">Relative, with <c>/</c>.</param>
/// <param name="SizeBytes">Its size.</param>
/// <param name="Sha256">Hash of its bytes, in lower-case hexadecimal.</param>
internal sealed record TrainingArtifact(string Name, long SizeBytes, string Sha256);
