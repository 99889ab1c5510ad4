using System.Text.Json.Serialization;

namespace Lts.Trainer.Data.Shards;

/// <summary>A file of token ids.</summary>
/// <param name="File">Its name in the folder.</param>
/// <param name="Tokens">Number of ids in it.</param>
/// <param name="Sha256">SHA-256 of its bytes, in lower-case hexadecimal.</param>
internal sealed record ShardManifest(
    [property: JsonPropertyName("file")] string File,
    [property: JsonPropertyName("tokens")] long Tokens,
    [property: JsonPropertyName("sha256")] string Sha256);
