using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Lts.Domain.Architectures;
using Lts.Domain.Families;
using Proto = Lts.Protos.V1;

namespace Lts.Contracts;

/// <summary>
/// Architectures between the wire and the fields of architecture files, for a trainer, which keeps what it was asked for. A vocabulary or a
/// longest sequence of 0 on the wire is a field that is left out: the configuration decides it.
/// </summary>
public static class ArchitectureFieldsMapping
{
    private static readonly string[] MayBeOpen = [CommonDimensions.VocabularySize.Name, CommonDimensions.MaxSequenceLength.Name];

    /// <summary>From the wire. What makes no sense is written down so that it makes none either; who reads the fields names all errors at once.</summary>
    public static JsonObject Read(Proto.Architecture message)
    {
        ArgumentNullException.ThrowIfNull(message);
        var name = message.FamilyName.Length > 0 ? message.FamilyName
            : message.Family == Proto.ModelFamily.Gpt2 ? Gpt2Family.Instance.Name : message.Family.ToString();
        var family = ModelFamilies.Find(name) ?? Gpt2Family.Instance;
        var fields = new JsonObject { ["arch_type"] = name, [CommonDimensions.LayerCount.Name] = message.Layers.Count };
        foreach (var dimension in family.Dimensions.Skip(1))
        {
            var values = LegacyArchitectureFields.Read(message, dimension);
            if (dimension.PerLayer && LegacyArchitectureFields.Has(dimension))
            {
                fields[dimension.Name] = PerLayer(values, message.Layers.Count);
            }
            else if (values is [var value] && (value != 0 || !MayBeOpen.Contains(dimension.Name)))
            {
                fields[dimension.Name] = value;
            }
        }

        foreach (var sent in message.Dimensions)
        {
            fields[sent.Name] = Said([.. sent.Names.Select(n => (JsonNode)n), .. sent.Values.Select(v => (JsonNode)v)]);
        }

        fields["dropatt"] = double.IsFinite(message.AttentionDropout) ? message.AttentionDropout : "not a number";
        return fields;
    }

    /// <summary>To the wire.</summary>
    /// <param name="json">A valid architecture file's text.</param>
    public static Proto.Architecture ToProto(string json)
    {
        using var document = JsonDocument.Parse(json);
        var message = ArchitectureMapping.ToProto(ArchitectureJson.Read(document.RootElement));
        message.VocabularySize = document.RootElement.TryGetProperty(CommonDimensions.VocabularySize.Name, out _) ? message.VocabularySize : 0;
        message.MaxSequenceLength = document.RootElement.TryGetProperty(CommonDimensions.MaxSequenceLength.Name, out _) ? message.MaxSequenceLength : 0;
        return message;
    }

    /// <summary>A value a layer; of too many layers one value stands for all, for one error is enough.</summary>
    private static JsonNode PerLayer(ImmutableArray<int> values, int layers) =>
        layers is > 0 and <= ArchitectureLimits.Layers ? new JsonArray([.. values.Select(v => (JsonNode)v)]) : layers == 0 ? 1 : values[0];

    private static JsonNode Said(JsonNode[] values) => values.Length == 1 ? values[0] : new JsonArray(values);
}
