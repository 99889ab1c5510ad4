using System.Text.Json;
using System.Text.Json.Serialization;
using Lts.Domain.Architectures;

namespace Lts.Contracts.Json;

/// <summary>An architecture as its own files spell it, so that it can be cut out of what is printed or stored and used.</summary>
public sealed class ArchitectureConverter : JsonConverter<Architecture>
{
    /// <inheritdoc/>
    public override Architecture Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        ArchitectureJson.Read(JsonElement.ParseValue(ref reader));

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Architecture value, JsonSerializerOptions options) =>
        ArchitectureJson.Write(writer, value);
}
