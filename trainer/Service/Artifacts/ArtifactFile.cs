namespace Lts.Trainer.Service.Artifacts;

/// <summary>A file of a completed job.</summary>
/// <param name="Name">Its path in the run folder, with /.</param>
/// <param name="Path">Where it lies.</param>
/// <param name="SizeBytes">Its size.</param>
internal sealed record ArtifactFile(string Name, string Path, long SizeBytes);
