using System.Text.Json;
using System.Text.Json.Serialization;

namespace Lts.Contracts.Json;

/// <summary>
/// Numbers that JSON does not have: what is not finite is written as <c>null</c>, and <c>null</c> is read as infinity. What our files hold in that
/// way is too large for a number, such as e to a loss of a thousand nats, or endless, such as the perplexity per word of a text without words.
/// </summary>
/// <remarks>Run folders of earlier versions hold the words <c>"Infinity"</c> and <c>"NaN"</c>, which are still read.</remarks>
public sealed class FiniteNumberConverter : JsonConverter<double>
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
