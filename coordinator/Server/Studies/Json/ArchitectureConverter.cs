using System.Text.Json;
using System.Text.Json.Serialization;
using Lts.Domain.Architectures;

namespace Lts.Coordinator.Studies.Json;

/// <summary>Architectures in their one JSON form.</summary>
internal sealed class ArchitectureConverter : JsonConverter<Architecture>
{
    /// <inheritdoc/>
    public override Architecture Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return ArchitectureJson.Read(document.RootElement);
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Architecture value, JsonSerializerOptions options) =>
        ArchitectureJson.Write(writer, value);
}
