namespace Lts.Cli.Client.Json;

/// <summary>What <c>lts arch export --json</c> prints.</summary>
/// <param name="Path">The file, as it was named.</param>
/// <param name="ArchitectureId">What is in it.</param>
/// <param name="SizeBytes">Size of the file.</param>
/// <param name="WithWeights">Whether weights are embedded.</param>
internal sealed record ExportJson(string Path, string ArchitectureId, long SizeBytes, bool WithWeights);
