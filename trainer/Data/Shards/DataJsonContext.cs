using System.Text.Json.Serialization;

namespace Lts.Trainer.Data.Shards;

/// <summary>Manifests as JSON; names stand at the properties.</summary>
[JsonSourceGenerationOptions(
    WriteIndented = true, NewLine = "\n", UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(DataManifest))]
internal sealed partial class DataJsonContext : JsonSerializerContext;
