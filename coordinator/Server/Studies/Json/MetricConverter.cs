using System.Text.Json;
using System.Text.Json.Serialization;
using Lts.Domain.Metrics;

namespace Lts.Coordinator.Studies.Json;

/// <summary>
/// A metric as it is stored: by its name. Those of the first databases keep the words that were stored then, which differ from their names
/// in capitals and underscores only.
/// </summary>
internal sealed class MetricConverter : JsonConverter<Metric>
{
    private static readonly Dictionary<string, string> FirstWords = new(StringComparer.Ordinal)
    {
        ["decoder_parameters"] = "DecoderParameters",
        ["total_parameters"] = "TotalParameters",
        ["model_mib"] = "ModelMiB",
        ["latency_ms"] = "LatencyMs",
        ["peak_memory_mib"] = "PeakMemoryMiB",
    };

    /// <inheritdoc/>
    public override Metric Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        string word = reader.GetString() ?? "";
        return Metrics.All.FirstOrDefault(m => m.Name == word || FirstWords.GetValueOrDefault(m.Name) == word)
            ?? throw new JsonException($"There is no metric '{word}'; a newer program may have stored it.");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Metric value, JsonSerializerOptions options) =>
        writer.WriteStringValue(FirstWords.GetValueOrDefault(value.Name, value.Name));
}
