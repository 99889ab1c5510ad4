using System.Text.Json;
using System.Text.Json.Serialization;
using Lts.Domain.Spaces;

namespace Lts.Coordinator.Studies.Json;

/// <summary>Search spaces in their one stored form.</summary>
internal sealed class SearchSpaceConverter : JsonConverter<SearchSpace>
{
    /// <inheritdoc/>
    public override SearchSpace Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return SearchSpaceJson.Read(document.RootElement);
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, SearchSpace value, JsonSerializerOptions options) => SearchSpaceJson.Write(writer, value);
}
