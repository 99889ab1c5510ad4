using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Lts.Tests.Golden.Support;

/// <summary>JSON as golden files hold it: equal values give equal text, and a difference is on a line of its own.</summary>
internal static class GoldenJson
{
    private const int LongestLine = 140;
    private const string Mask = "\"*\"";

    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One value, or one a line, with the values of some properties masked. Numbers keep their digits, properties their order.</summary>
    public static string Normalise(string json, params string[] masked)
    {
        var text = new StringBuilder();
        foreach (var value in Values(json))
        {
            Append(text, value, 0, masked);
            text.Append('\n');
        }

        return text.ToString();
    }

    /// <summary>Each path that occurs and the types found there, sorted; the items of a list share one path.</summary>
    public static string Shape(string json)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var value in Values(json))
        {
            Collect(value, "$", found);
        }

        return string.Join('\n', found) + "\n";
    }

    private static List<JsonElement> Values(string json)
    {
        var values = new List<JsonElement>();
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json), new JsonReaderOptions { AllowMultipleValues = true });
        while (reader.Read())
        {
            values.Add(JsonElement.ParseValue(ref reader));
        }

        return values;
    }

    private static void Collect(JsonElement value, string path, SortedSet<string> found)
    {
        found.Add($"{path}: {(value.ValueKind is JsonValueKind.True or JsonValueKind.False ? "Boolean" : value.ValueKind)}");
        if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in value.EnumerateObject())
            {
                Collect(property.Value, $"{path}.{property.Name}", found);
            }
        }
        else if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in value.EnumerateArray())
            {
                Collect(item, path + "[]", found);
            }
        }
    }

    private static void Append(StringBuilder text, JsonElement value, int indent, string[] masked)
    {
        string line = OneLine(value, masked);
        if (indent + line.Length <= LongestLine || value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array))
        {
            text.Append(line);
            return;
        }

        bool isObject = value.ValueKind == JsonValueKind.Object;
        text.Append(isObject ? '{' : '[');
        string separator = "";
        foreach (var (name, child) in Children(value))
        {
            text.Append(separator).Append('\n').Append(' ', indent + 1);
            if (name is not null)
            {
                text.Append(Quote(name)).Append(": ");
            }

            if (name is not null && masked.Contains(name))
            {
                text.Append(Mask);
            }
            else
            {
                Append(text, child, indent + 1, masked);
            }

            separator = ",";
        }

        text.Append('\n').Append(' ', indent).Append(isObject ? '}' : ']');
    }

    private static string OneLine(JsonElement value, string[] masked) => value.ValueKind switch
    {
        JsonValueKind.Object => "{" + string.Join(", ", Children(value).Select(
            c => $"{Quote(c.Name!)}: {(masked.Contains(c.Name) ? Mask : OneLine(c.Value, masked))}")) + "}",
        JsonValueKind.Array => "[" + string.Join(", ", Children(value).Select(c => OneLine(c.Value, masked))) + "]",
        JsonValueKind.String => Quote(value.GetString()!),
        _ => value.GetRawText(),
    };

    private static IEnumerable<(string? Name, JsonElement Value)> Children(JsonElement value) => value.ValueKind == JsonValueKind.Object
        ? value.EnumerateObject().Select(p => ((string?)p.Name, p.Value))
        : value.EnumerateArray().Select(item => ((string?)null, item));

    private static string Quote(string text) => JsonSerializer.Serialize(text, Compact);
}
