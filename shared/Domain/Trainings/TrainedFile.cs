namespace Lts.Domain.Trainings;

/// <summary>A file that a training left at its trainer.</summary>
/// <param name="Name">Relative, with <c>/</c>.</param>
/// <param name="SizeBytes">Its size.</param>
/// <param name="Sha256">Of its content, in lower-case hexadecimal.</param>
public sealed record TrainedFile(string Name, long SizeBytes, string Sha256);
