using System.Text.Json;
using System.Text.Json.Serialization;

namespace Lts.Cli.Client.Json;

/// <summary>JSON for people to read and edit.</summary>
[JsonSourceGenerationOptions(WriteIndented = true)]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class IndentedJsonContext : JsonSerializerContext;
