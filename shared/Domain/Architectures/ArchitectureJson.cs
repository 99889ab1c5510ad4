using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Lts.Domain.Families;

namespace Lts.Domain.Architectures;

/// <summary>
/// Architectures as JSON, a superset of Archai's configuration files: <c>arch_type</c> and the family's dimensions. What layers have is one
/// value for all of them, or a list with one for each. A list may be longer than <c>n_layer</c>; what lies beyond belongs to inactive layers
/// and is left out.
/// </summary>
public static class ArchitectureJson
{
    private const int MaxBytes = 1 << 20;

    private static readonly JsonDocumentOptions ReadOptions = HandWrittenJson.Options(maxDepth: 8);

    /// <summary>Reads an architecture from UTF-8 JSON.</summary>
    /// <param name="json">The text, at most 1 MiB.</param>
    /// <param name="subject">What to call it in errors, for example the file's name.</param>
    /// <exception cref="ValidationException">It is not JSON, has unknown or missing fields, or cannot be built; every error is named.</exception>
    public static Architecture Parse(ReadOnlyMemory<byte> json, string subject = "the architecture")
    {
        if (json.Length > MaxBytes)
        {
            throw new ValidationException(subject, [$"it has {json.Length} bytes; an architecture file has at most {MaxBytes}."]);
        }

        try
        {
            using var document = JsonDocument.Parse(json, ReadOptions);
            return Read(document.RootElement, subject);
        }
        catch (JsonException e)
        {
            throw new ValidationException(subject, [$"it is not valid JSON: {MalformedJson.Describe(e)}"]);
        }
        catch (InvalidOperationException)
        {
            throw NotUnicode(subject); // thrown by the check for duplicates
        }
    }

    /// <summary>Reads an architecture from a JSON element, see <see cref="Parse"/>.</summary>
    public static Architecture Read(JsonElement element, string subject = "the architecture")
    {
        var reader = new ArchitectureJsonReader(element);
        try
        {
            return reader.Read() ?? throw new ValidationException(subject, reader.Errors);
        }
        catch (InvalidOperationException)
        {
            throw NotUnicode(subject);
        }
    }

    /// <summary>Writes an architecture; per-layer values become one number when all layers agree.</summary>
    public static void Write(Utf8JsonWriter writer, Architecture architecture)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(architecture);
        writer.WriteStartObject();
        writer.WriteString(ArchitectureFields.Family, architecture.Family.Name);
        foreach (var dimension in architecture.Family.Dimensions)
        {
            WriteDimension(writer, dimension, architecture.Values(dimension));
        }

        writer.WriteNumber(ArchitectureFields.AttentionDropout, architecture.AttentionDropout);
        writer.WriteEndObject();
    }

    /// <summary>The architecture as JSON text.</summary>
    /// <param name="architecture">What to write.</param>
    /// <param name="indented">One field a line.</param>
    public static string ToJson(Architecture architecture, bool indented = false)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = indented }))
        {
            Write(writer, architecture);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>System.Text.Json looks at a text's characters only when the text is wanted.</summary>
    private static ValidationException NotUnicode(string subject) => new(subject, ["it holds text that is not valid Unicode."]);

    private static void WriteDimension(Utf8JsonWriter writer, Dimension dimension, ImmutableArray<int> values)
    {
        writer.WritePropertyName(dimension.Name);
        if (values.AsSpan().ContainsAnyExcept(values[0]))
        {
            writer.WriteStartArray();
            foreach (var value in values)
            {
                WriteValue(writer, dimension, value);
            }

            writer.WriteEndArray();
        }
        else
        {
            WriteValue(writer, dimension, values[0]);
        }
    }

    private static void WriteValue(Utf8JsonWriter writer, Dimension dimension, int value)
    {
        if (dimension.Choices.IsEmpty)
        {
            writer.WriteNumberValue(value);
        }
        else if (dimension.IsSwitch)
        {
            writer.WriteBooleanValue(value != 0);
        }
        else
        {
            writer.WriteStringValue(dimension.Text(value));
        }
    }
}
