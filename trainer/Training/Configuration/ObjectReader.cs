using System.Globalization;
using System.Text.Json;

namespace Lts.Trainer.Training.Configuration;

/// <summary>
/// Takes fields out of a JSON object by name and type. What is wrong is noted and read as absent; <see cref="Finish"/> notes every field
/// that nobody asked for.
/// </summary>
/// <param name="element">The JSON object to read from.</param>
/// <param name="path">Its place, for example <c>data</c>; empty at the top.</param>
/// <param name="errors">Receives what is wrong, one message an error.</param>
internal sealed class ObjectReader(JsonElement element, string path, List<string> errors)
{
    private const int LongestQuote = 40;

    private readonly List<string> _known = [];

    /// <summary>The field's place in the file.</summary>
    public string PathOf(string name) => path.Length == 0 ? name : $"{path}.{name}";

    /// <summary>The field, whatever it is; <see langword="null"/> when absent.</summary>
    public JsonElement? Any(string name)
    {
        if (!_known.Contains(name))
        {
            _known.Add(name); // asked for twice, a field is still one
        }

        return element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
    }

    /// <summary>A text that is not empty.</summary>
    public string? Text(string name)
    {
        if (Any(name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.String && !string.IsNullOrWhiteSpace(value.GetString()))
        {
            return value.GetString();
        }

        Wrong(name, "a string in quotes", value);
        return null;
    }

    /// <summary>One of some words.</summary>
    public string? Word(string name, params IReadOnlyCollection<string> words)
    {
        if (Any(name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.String && words.Contains(value.GetString()))
        {
            return value.GetString();
        }

        Wrong(name, "one of " + string.Join(", ", words), value);
        return null;
    }

    /// <summary>A list of texts.</summary>
    public IReadOnlyList<string>? Texts(string name)
    {
        if (Any(name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Array
            && value.EnumerateArray().All(v => v.ValueKind == JsonValueKind.String && !string.IsNullOrWhiteSpace(v.GetString())))
        {
            return [.. value.EnumerateArray().Select(v => v.GetString()!)];
        }

        Wrong(name, "a list of strings in quotes", value);
        return null;
    }

    /// <summary>A whole number within bounds.</summary>
    public int? Int(string name, int min, int max)
    {
        if (Any(name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= min && number <= max)
        {
            return number;
        }

        Wrong(name, string.Create(CultureInfo.InvariantCulture, $"a whole number from {min} to {max}"), value);
        return null;
    }

    /// <summary>A number within bounds.</summary>
    public double? Number(string name, double min, double max)
    {
        if (Any(name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && number >= min && number <= max)
        {
            return number;
        }

        Wrong(name, string.Create(CultureInfo.InvariantCulture, $"a number from {min} to {max}"), value);
        return null;
    }

    /// <summary>An object; one without fields when absent.</summary>
    public ObjectReader Object(string name)
    {
        var value = Any(name);
        if (value is { ValueKind: not JsonValueKind.Object } other)
        {
            Wrong(name, "an object { … }", other);
        }

        return new ObjectReader(value is { ValueKind: JsonValueKind.Object } fields ? fields : Nothing, PathOf(name), errors);
    }

    /// <summary>Notes an error of a field.</summary>
    public void Note(string message) => errors.Add(message);

    /// <summary>Notes that a field is not what it must be.</summary>
    public void Wrong(string name, string wanted, JsonElement value)
    {
        var text = value.GetRawText();
        errors.Add($"{PathOf(name)} must be {wanted}, not {(text.Length <= LongestQuote ? text : text[..LongestQuote] + "…")}.");
    }

    /// <summary>Notes the fields that do not exist.</summary>
    public void Finish()
    {
        foreach (var field in element.EnumerateObject().Where(field => !_known.Contains(field.Name)))
        {
            errors.Add($"unknown field {PathOf(field.Name)}; the fields here are {string.Join(", ", _known)}.");
        }
    }

    private static JsonElement Nothing { get; } = JsonElement.Parse("{}");
}
