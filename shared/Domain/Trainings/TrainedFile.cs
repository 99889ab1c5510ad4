using System.Text.Json.Serialization;

namespace Lts.Domain.Trainings;

/// <summary>A file that a training left at its trainer.</summary>
/// <param name="Name">Path within the training's folder, with <c>/</c>.</param>
/// <param name="SizeBytes">Its size, in bytes.</param>
/// <param name="Sha256">SHA-256 of its content, in lower-case hexadecimal.</param>
public sealed record TrainedFile(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("size_bytes")] long SizeBytes,
    [property: JsonPropertyName("sha256")] string Sha256);
