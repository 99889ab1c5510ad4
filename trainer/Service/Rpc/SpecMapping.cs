using System.Text.Json;
using System.Text.Json.Nodes;
using Lts.Domain.Architectures;
using Lts.Trainer.Service.Jobs;
using Proto = Lts.Protos.V1;

namespace Lts.Trainer.Service.Rpc;

/// <summary>What to train, on the wire and as it is kept: Archai's fields.</summary>
internal static class SpecMapping
{
    private const string Missing = "null";
    private const string Vocabulary = "vocab_size";
    private const string SequenceLength = "max_sequence_length";

    /// <summary>
    /// From the wire. What makes no sense is written down so that it makes none either: <see cref="JobConfiguration"/> names all errors at once.
    /// </summary>
    public static JobSpec Read(Proto.JobSpec? message) => message is null ? new JobSpec { Architecture = Missing } : new JobSpec
    {
        Architecture = message.Architecture is { } architecture ? Write(architecture).ToJsonString() : Missing,
        Configuration = message.Configuration,
        Corpora = [.. message.Corpora],
        Label = message.Label,
    };

    /// <summary>To the wire.</summary>
    public static Proto.JobSpec Write(JobSpec spec) => new()
    {
        Architecture = ReadArchitecture(spec.Architecture),
        Configuration = spec.Configuration,
        Corpora = { spec.Corpora },
        Label = spec.Label,
    };

    private static JsonObject Write(Proto.Architecture architecture)
    {
        var fields = new JsonObject
        {
            ["arch_type"] = architecture.Family == Proto.ModelFamily.Gpt2 ? "gpt2" : architecture.Family.ToString(),
            ["n_layer"] = architecture.Layers.Count,
            ["d_model"] = architecture.HiddenSize,
            ["d_inner"] = PerLayer(architecture, layer => layer.FeedForwardSize),
            ["n_head"] = PerLayer(architecture, layer => layer.HeadCount),
            ["dropatt"] = double.IsFinite(architecture.AttentionDropout) ? architecture.AttentionDropout : "not a number",
        };
        if (architecture.VocabularySize != 0)
        {
            fields[Vocabulary] = architecture.VocabularySize;
        }

        if (architecture.MaxSequenceLength != 0)
        {
            fields[SequenceLength] = architecture.MaxSequenceLength;
        }

        return fields;
    }

    /// <summary>A number a layer; of too many layers one number stands for all, for one error is enough.</summary>
    private static JsonNode PerLayer(Proto.Architecture architecture, Func<Proto.DecoderLayer, int> value) =>
        architecture.Layers.Count is > 0 and <= ArchitectureLimits.Layers
            ? new JsonArray([.. architecture.Layers.Select(layer => (JsonNode)value(layer))])
            : value(architecture.Layers.FirstOrDefault() ?? new Proto.DecoderLayer { FeedForwardSize = 1, HeadCount = 1 });

    private static Proto.Architecture ReadArchitecture(string json)
    {
        using var document = JsonDocument.Parse(json);
        var fields = document.RootElement;
        var architecture = ArchitectureJson.Read(fields);
        return new Proto.Architecture
        {
            Family = Proto.ModelFamily.Gpt2,
            HiddenSize = architecture.HiddenSize,
            Layers = { architecture.Layers.Select(l => new Proto.DecoderLayer { FeedForwardSize = l.FeedForwardSize, HeadCount = l.HeadCount }) },
            VocabularySize = fields.TryGetProperty(Vocabulary, out _) ? architecture.VocabularySize : 0,
            MaxSequenceLength = fields.TryGetProperty(SequenceLength, out _) ? architecture.MaxSequenceLength : 0,
            AttentionDropout = architecture.AttentionDropout,
        };
    }
}
