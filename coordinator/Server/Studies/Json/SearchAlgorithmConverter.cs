using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Lts.Domain.Studies;

namespace Lts.Coordinator.Studies.Json;

/// <summary>An algorithm as an object with one field, its name: <c>{ "random": { "count": 100, … } }</c>.</summary>
internal sealed class SearchAlgorithmConverter : JsonConverter<SearchAlgorithm>
{
    private static readonly Dictionary<string, Type> Types = new(StringComparer.Ordinal)
    {
        ["evolutionary"] = typeof(EvolutionarySearchOptions),
        ["evolution_pareto"] = typeof(EvolutionParetoOptions),
        ["random"] = typeof(RandomSearchOptions),
        ["fixed"] = typeof(FixedCandidatesOptions),
    };

    /// <inheritdoc/>
    public override SearchAlgorithm Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        var field = document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.EnumerateObject().FirstOrDefault() : default;
        string name = field.Value.ValueKind == JsonValueKind.Undefined ? "" : field.Name;
        return Types.TryGetValue(name, out var type)
            ? (SearchAlgorithm?)field.Value.Deserialize(InfoOf(type, options)) ?? throw new JsonException($"The options of {name} are null.")
            : throw new JsonException($"There is no search algorithm '{name}'.");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, SearchAlgorithm value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WritePropertyName(value.Name);
        JsonSerializer.Serialize(writer, value, InfoOf(value.GetType(), options));
        writer.WriteEndObject();
    }

    private static JsonTypeInfo InfoOf(Type type, JsonSerializerOptions options) => options.GetTypeInfo(type);
}
