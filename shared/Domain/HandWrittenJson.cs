using System.Text.Json;
using System.Text.Json.Nodes;

namespace Lts.Domain;

/// <summary>JSON that people write: with comments and trailing commas, but with no field twice, for one of the two would be lost.</summary>
public static class HandWrittenJson
{
    /// <summary>How it is read.</summary>
    /// <param name="maxDepth">How many levels of objects and lists there may be.</param>
    public static JsonDocumentOptions Options(int maxDepth) => new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
        AllowDuplicateProperties = false,
        MaxDepth = maxDepth,
    };

    /// <summary>A text that must be an object. Whether the texts in it are Unicode shows only when they are taken out.</summary>
    /// <param name="text">What somebody wrote; blank for an object without fields.</param>
    /// <param name="name">The field that it came in, for errors.</param>
    /// <param name="maxDepth">How many levels of objects and lists there may be.</param>
    /// <param name="errors">Receives what is wrong.</param>
    /// <returns>The object; one without fields where something is wrong.</returns>
    public static JsonObject ReadObject(string text, string name, int maxDepth, ICollection<string> errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        if (string.IsNullOrWhiteSpace(text))
        {
            return [];
        }

        try
        {
            if (JsonNode.Parse(text, null, Options(maxDepth)) is JsonObject root)
            {
                return root;
            }

            errors.Add($"{name} must be a JSON object {{ … }}.");
        }
        catch (JsonException e)
        {
            errors.Add($"{name} is not valid JSON: {MalformedJson.Describe(e)}");
        }

        return [];
    }
}
