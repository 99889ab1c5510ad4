using System.Collections;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Lts.Domain;

/// <summary>
/// Reads JSON that a program of ours wrote and a disk may have damaged. System.Text.Json leaves a null where a field is missing, or a list holds
/// one, whatever its type says; whoever uses it would fall over it later, and somewhere else.
/// </summary>
public static class WholeJson
{
    /// <summary>Reads a value and looks at all of it.</summary>
    /// <param name="json">In UTF-8.</param>
    /// <param name="type">Its form; properties that may be null are declared so.</param>
    /// <exception cref="JsonException">It is not JSON, has another form, or lacks something; the message names what.</exception>
    public static T Read<T>(ReadOnlySpan<byte> json, JsonTypeInfo<T> type)
        where T : notnull => Whole(JsonSerializer.Deserialize(json, type), type);

    /// <summary>Reads a value and looks at all of it.</summary>
    /// <param name="json">What was stored or sent.</param>
    /// <param name="type">Its form; properties that may be null are declared so.</param>
    /// <exception cref="JsonException">It is not JSON, has another form, or lacks something; the message names what.</exception>
    public static T Read<T>(string json, JsonTypeInfo<T> type)
        where T : notnull => Whole(JsonSerializer.Deserialize(json, type), type);

    private static T Whole<T>(T? value, JsonTypeInfo<T> type)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(type);
        Check(value, type.Options, "$");
        return value!;
    }

    private static void Check(object? value, JsonSerializerOptions options, string path)
    {
        switch (value)
        {
            case null:
                throw new JsonException($"{path} is missing, or null.");
            case string or IEnumerable<double>:
                break;
            case double number when !double.IsFinite(number) && !AllowsInfinity(options):
                throw new JsonException($"{path} is larger than any number."); // 1e309, which no number that we write is
            case IEnumerable items:
                CheckItems(items, options, path);
                break;
            case var record when options.TryGetTypeInfo(record.GetType(), out var type):
                CheckProperties(record, type, options, path);
                break;
        }
    }

    private static bool AllowsInfinity(JsonSerializerOptions options) =>
        options.NumberHandling.HasFlag(JsonNumberHandling.AllowNamedFloatingPointLiterals) || options.Converters.Any(c => c.CanConvert(typeof(double)));

    private static void CheckProperties(object record, JsonTypeInfo type, JsonSerializerOptions options, string path)
    {
        foreach (var property in type.Properties.Where(p => p.Get is not null && (p.Set is not null || p.AssociatedParameter is not null)))
        {
            object? value = property.Get!(record);
            if (value is not null || !property.IsGetNullable)
            {
                Check(value, options, $"{path}.{property.Name}");
            }
        }
    }

    private static void CheckItems(IEnumerable items, JsonSerializerOptions options, string path)
    {
        try
        {
            foreach (object? item in items)
            {
                Check(item, options, path + "[]");
            }
        }
        catch (InvalidOperationException)
        {
            throw new JsonException($"{path} is missing."); // An immutable array that was never made.
        }
    }
}
