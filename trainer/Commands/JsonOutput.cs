using System.Text.Encodings.Web;
using System.Text.Json;

namespace Lts.Trainer.Commands;

/// <summary>Prints one JSON object on standard output.</summary>
internal static class JsonOutput
{
    /// <param name="write">Writes the object's fields.</param>
    public static void Write(Action<Utf8JsonWriter> write)
    {
        using var output = Console.OpenStandardOutput();
        using (var writer = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }
}
