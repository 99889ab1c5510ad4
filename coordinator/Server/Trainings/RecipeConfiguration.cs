using System.Text.Json;
using System.Text.Json.Nodes;
using Lts.Domain.Architectures;

namespace Lts.Coordinator.Trainings;

/// <summary>Makes of what the user says about training the configuration that goes to the trainer, which checks all the rest of it.</summary>
internal static class RecipeConfiguration
{
    private const string Data = "data";
    private const string Tokenizer = "tokenizer";
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
            errors.Add($"configuration is not valid JSON: {e.Message}");
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
