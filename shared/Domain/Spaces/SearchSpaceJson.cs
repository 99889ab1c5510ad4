using System.Text.Json;
using Lts.Domain.Families;

namespace Lts.Domain.Spaces;

/// <summary>
/// Search spaces as they are stored with a study (docs/storage.md): name, family, a field for each dimension under its
/// <see cref="Dimension.SpaceField"/>, <c>per_layer</c>, the ratios and the bounds of decoder parameters.
/// </summary>
public static class SearchSpaceJson
{
    private const string Name = "name";
    private const string Family = "family";
    private const string PerLayer = "per_layer";

    /// <summary>What the first family has been called here since it was the only one.</summary>
    private const string StoredGpt2 = "Gpt2";
    private const string MinDecoderParameters = "min_decoder_parameters";
    private const string MaxDecoderParameters = "max_decoder_parameters";

    /// <summary>Writes a space.</summary>
    public static void Write(Utf8JsonWriter writer, SearchSpace space)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(space);
        writer.WriteStartObject();
        writer.WriteString(Name, space.Name);
        writer.WriteString(Family, space.Family == Gpt2Family.Instance ? StoredGpt2 : space.Family.Name);
        foreach (var dimension in space.Dimensions)
        {
            writer.WritePropertyName(dimension.Dimension.SpaceField);
            ChoicesJson.Write(writer, dimension.Dimension, dimension.Choices);
            foreach (var ratio in space.Ratios.Where(r => r.Subject.Name == dimension.Dimension.Name))
            {
                writer.WriteNumber(ratio.Name, ratio.Min);
            }

            if (dimension == space.Dimensions.LastOrDefault(d => d.Dimension.PerLayer))
            {
                WritePerLayer(writer, space);
            }
        }

        writer.WriteNumber(MinDecoderParameters, space.MinDecoderParameters);
        writer.WriteNumber(MaxDecoderParameters, space.MaxDecoderParameters);
        writer.WriteEndObject();
    }

    /// <summary>Reads a space, as <see cref="Write"/> wrote it.</summary>
    /// <exception cref="JsonException">It is not a space, or is of a family that is not known here.</exception>
    public static SearchSpace Read(JsonElement element)
    {
        try
        {
            return ReadFields(element);
        }
        catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new JsonException($"A stored space lacks a field, or has one of another kind: {e.Message}", e);
        }
    }

    private static SearchSpace ReadFields(JsonElement element)
    {
        var name = element.GetProperty(Family).GetString()!;
        var family = ModelFamilies.Find(name == StoredGpt2 ? Gpt2Family.Instance.Name : name)
            ?? throw new JsonException($"The space is of the family {name}, which this program does not know.");
        var space = new SearchSpace(element.GetProperty(Name).GetString()!, family)
        {
            MinDecoderParameters = element.GetProperty(MinDecoderParameters).GetInt64(),
            MaxDecoderParameters = element.GetProperty(MaxDecoderParameters).GetInt64(),
        };
        foreach (var dimension in family.Dimensions)
        {
            if (element.TryGetProperty(dimension.SpaceField, out var choices))
            {
                space = space.With(dimension, ChoicesJson.Read(choices, dimension), IsPerLayer(element, dimension));
            }
        }

        foreach (var ratio in family.Ratios)
        {
            space = element.TryGetProperty(ratio.Name, out var min) ? space.WithRatio(ratio.Name, min.GetDouble()) : space;
        }

        return space;
    }

    private static void WritePerLayer(Utf8JsonWriter writer, SearchSpace space)
    {
        var layers = space.Dimensions.Where(d => d.Dimension.PerLayer).ToList();
        if (layers.Select(d => d.PerLayer).Distinct().Count() <= 1)
        {
            writer.WriteBoolean(PerLayer, layers.Any(d => d.PerLayer));
            return;
        }

        writer.WriteStartArray(PerLayer);
        foreach (var layer in layers.Where(d => d.PerLayer))
        {
            writer.WriteStringValue(layer.Dimension.SpaceField);
        }

        writer.WriteEndArray();
    }

    private static bool IsPerLayer(JsonElement space, Dimension dimension) => dimension.PerLayer && space.GetProperty(PerLayer) is var said
        && (said.ValueKind == JsonValueKind.Array
            ? said.EnumerateArray().Any(e => e.ValueEquals(dimension.SpaceField))
            : said.GetBoolean());
}
