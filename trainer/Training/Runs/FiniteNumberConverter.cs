using System.Text.Json;
using System.Text.Json.Serialization;

namespace Lts.Trainer.Training.Runs;

/// <summary>
/// Numbers in the files of a run. JSON has no infinity: what is not finite, such as e to a loss of a thousand nats, is written as
/// <c>null</c>, and <c>null</c> is read as infinity. Earlier versions wrote the words <c>"Infinity"</c> and <c>"NaN"</c>, which are still read.
/// </summary>
internal sealed class FiniteNumberConverter : JsonConverter<double>
{
    /// <inheritdoc/>
    public override bool HandleNull => true;

    /// <inheritdoc/>
    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.Null => double.PositiveInfinity,
        JsonTokenType.Number => reader.GetDouble(),
        JsonTokenType.String when reader.ValueTextEquals("Infinity"u8) => double.PositiveInfinity,
        JsonTokenType.String when reader.ValueTextEquals("-Infinity"u8) => double.NegativeInfinity,
        JsonTokenType.String when reader.ValueTextEquals("NaN"u8) => double.NaN,
        _ => throw new JsonException("a number is needed here."),
    };

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
    {
        if (double.IsFinite(value))
        {
            writer.WriteNumberValue(value);
        }
        else
        {
            writer.WriteNullValue();
        }
    }
}
