namespace Lts.Trainer.Service.Artifacts;

/// <summary>A file of a completed job.</summary>
/// <param name="Name">Its path in the run folder, with /.</param>
/// <param name="Path">Path of the file on this machine.</param>
/// <param name="SizeBytes">Size of the file in bytes.</param>
internal sealed record ArtifactFile(string Name, string Path, long SizeBytes);
