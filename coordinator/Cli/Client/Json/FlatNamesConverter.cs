using System.Text.Json;
using System.Text.Json.Serialization;
using Lts.Contracts.Json;

namespace Lts.Cli.Client.Json;

/// <summary>Writes a measurement in its one form, and before it the flat names of <see cref="FlatMeasurementJson"/>.</summary>
internal sealed class FlatNamesConverter : JsonConverter<MeasurementJson>
{
    /// <summary>Nothing of ours reads what it printed; whoever does reads the one form, which is all there.</summary>
    public override MeasurementJson Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("The flat names are for scripts to read.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, MeasurementJson value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, FlatMeasurementJson.Of(value), options.GetTypeInfo(typeof(FlatMeasurementJson)));
}
