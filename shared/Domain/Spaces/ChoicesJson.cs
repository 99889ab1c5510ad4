using System.Text.Json;
using Lts.Domain.Families;

namespace Lts.Domain.Spaces;

/// <summary>What a dimension may be, as JSON: one value, a list, or <c>{ "min": …, "max": …, "step": … }</c>; names for named choices.</summary>
public static class ChoicesJson
{
    /// <summary>Writes choices.</summary>
    public static void Write(Utf8JsonWriter writer, Dimension dimension, IntChoices choices)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(dimension);
        ArgumentNullException.ThrowIfNull(choices);
        if (choices.Range is { } range)
        {
            writer.WriteStartObject();
            writer.WriteNumber("min", range.Min);
            writer.WriteNumber("max", range.Max);
            writer.WriteNumber("step", range.Step);
            writer.WriteEndObject();
        }
        else if (choices.List is [var value] && !dimension.DrawnWhenFixed)
        {
            WriteValue(writer, dimension, value);
        }
        else
        {
            writer.WriteStartArray();
            foreach (var item in choices.List!.Value)
            {
                WriteValue(writer, dimension, item);
            }

            writer.WriteEndArray();
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="JsonException">It is something else.</exception>
    public static IntChoices Read(JsonElement element, Dimension dimension)
    {
        ArgumentNullException.ThrowIfNull(dimension);
        return element.ValueKind switch
        {
            JsonValueKind.Object => new IntChoices(new IntRange(
                element.GetProperty("min").GetInt32(), element.GetProperty("max").GetInt32(), element.GetProperty("step").GetInt32())),
            JsonValueKind.Array when element.GetArrayLength() == 0 => throw new JsonException($"{dimension.SpaceField} has no value."),
            JsonValueKind.Array => new IntChoices([.. element.EnumerateArray().Select(e => ReadValue(e, dimension))]),
            _ => IntChoices.One(ReadValue(element, dimension)),
        };
    }

    private static void WriteValue(Utf8JsonWriter writer, Dimension dimension, int value)
    {
        if (dimension.Choices.IsEmpty)
        {
            writer.WriteNumberValue(value);
        }
        else
        {
            writer.WriteStringValue(dimension.Text(value));
        }
    }

    private static int ReadValue(JsonElement element, Dimension dimension)
    {
        if (dimension.Choices.IsEmpty)
        {
            return element.ValueKind == JsonValueKind.Number ? element.GetInt32() : throw new JsonException($"{dimension.SpaceField} is not a number.");
        }

        return element.ValueKind == JsonValueKind.String && dimension.Choices.IndexOf(element.GetString()!) is >= 0 and var index
            ? index : throw new JsonException($"{dimension.SpaceField} must be {dimension.Requirement}.");
    }
}
