using System.Text.Json;
using System.Text.Json.Nodes;
using Lts.Domain;
using Lts.Domain.Architectures;

namespace Lts.Coordinator.Trainings;

/// <summary>Makes of what the user says about training the configuration that goes to the trainer, which checks all the rest of it.</summary>
internal static class RecipeConfiguration
{
    private const string Data = "data";
    private const string Tokenizer = "tokenizer";
    private const string Preset = "preset";
    private const int Gpt2Vocabulary = 50_257;

    private static readonly JsonDocumentOptions ReadOptions = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
        AllowDuplicateProperties = false,
        MaxDepth = 16,
    };

    /// <summary>Canonical JSON (fields in order, no blanks) with a tokenizer in it: the same wishes in the same words give the same text.</summary>
    /// <param name="text">The user's JSON; empty for defaults.</param>
    /// <param name="vocabularySize">Tokens of a vocabulary to learn; 0 for what the configuration says, else the architecture's.</param>
    /// <param name="architecture">What is trained.</param>
    /// <param name="errors">Receives what is wrong.</param>
    public static string Compose(string text, int vocabularySize, Architecture architecture, List<string> errors)
    {
        var root = Parse(text, errors);
        if (root[Data] is not (null or JsonObject))
        {
            errors.Add("configuration: data must be an object { … }.");
            return "";
        }

        var data = (JsonObject)(root[Data] ??= new JsonObject());
        if (vocabularySize > 0 && data[Tokenizer] is not null)
        {
            errors.Add("vocabulary_size: the configuration names a tokenizer already (data.tokenizer); keep one of the two.");
        }

        if (vocabularySize > 0 || data[Tokenizer] is null)
        {
            data[Tokenizer] = TokenizerFor(vocabularySize > 0 ? vocabularySize : architecture.VocabularySize, vocabularySize > 0);
        }

        return Sorted(root)!.ToJsonString();
    }

    /// <summary>The configuration of which all is at its default, of the same preset as another one.</summary>
    /// <param name="configuration">A configuration that a trainer has accepted.</param>
    public static string PresetOf(string configuration)
    {
        var defaults = new JsonObject();
        if (Parse(configuration, errors: [])[Preset] is { } preset)
        {
            defaults[Preset] = preset.DeepClone();
        }

        return defaults.ToJsonString();
    }

    /// <summary>
    /// Canonical JSON of what differs from the defaults. Preset and tokenizer always stay: the one says whose defaults, the other what
    /// perplexities are of.
    /// </summary>
    /// <param name="complete">A configuration with every default filled in, as its trainer wrote it.</param>
    /// <param name="defaults">That of <see cref="PresetOf"/>, filled in by the same trainer.</param>
    public static string WithoutDefaults(string complete, string defaults)
    {
        var (root, without) = (Parse(complete, errors: []), Parse(defaults, errors: []));
        foreach (var (name, node) in root.ToList())
        {
            if (node is JsonObject section && without[name] is JsonObject other)
            {
                RemoveEqual(section, other, except: name == Data ? Tokenizer : "");
                if (section.Count == 0)
                {
                    root.Remove(name);
                }
            }
            else if (name != Preset && without.TryGetPropertyValue(name, out var value) && JsonNode.DeepEquals(node, value))
            {
                root.Remove(name);
            }
        }

        return Sorted(root)!.ToJsonString();
    }

    private static void RemoveEqual(JsonObject section, JsonObject other, string except)
    {
        foreach (var (name, node) in section.ToList())
        {
            if (name != except && other.TryGetPropertyValue(name, out var value) && JsonNode.DeepEquals(node, value))
            {
                section.Remove(name);
            }
        }
    }

    private static JsonNode TokenizerFor(int size, bool isWish) =>
        size == Gpt2Vocabulary && !isWish ? JsonValue.Create("gpt2") : new JsonObject { ["train_vocabulary_size"] = size };

    private static JsonObject Parse(string text, List<string> errors)
    {
        try
        {
            if (string.IsNullOrWhiteSpace(text))
            {
                return [];
            }

            if (JsonNode.Parse(text, null, ReadOptions) is JsonObject root)
            {
                _ = Sorted(root)!.ToJsonString(); // a text's characters are looked at only when the text is wanted
                return root;
            }

            errors.Add("configuration must be a JSON object { … }.");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            errors.Add($"configuration is not valid JSON: {(e is JsonException malformed ? MalformedJson.Describe(malformed) : e.Message)}");
        }

        return [];
    }

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject fields => new JsonObject(
            fields.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => KeyValuePair.Create(f.Key, Sorted(f.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Sorted)]),
        _ => node?.DeepClone(),
    };
}
