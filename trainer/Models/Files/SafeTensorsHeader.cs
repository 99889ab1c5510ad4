using System.Collections.Immutable;
using System.Text.Json;
using Lts.Hosting;

namespace Lts.Trainer.Models.Files;

/// <summary>
/// Reads the header of a safetensors file (https://github.com/huggingface/safetensors): JSON that names type, shape and place of each tensor.
/// Nothing in it is believed: every place is checked against the file's size before it is used.
/// </summary>
internal static class SafeTensorsHeader
{
    private const string Metadata = "__metadata__";

    /// <summary>The tensors by name.</summary>
    /// <param name="json">The header.</param>
    /// <param name="dataStart">Where the tensors' bytes begin in the file.</param>
    /// <param name="fileBytes">Size of the file.</param>
    /// <param name="path">The file, for messages.</param>
    /// <exception cref="UserErrorException">The header is damaged or lies; the message names the tensor.</exception>
    public static IReadOnlyDictionary<string, SafeTensor> Parse(ReadOnlyMemory<byte> json, long dataStart, long fileBytes, string path)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 8, AllowDuplicateProperties = false });
            var tensors = new Dictionary<string, SafeTensor>(StringComparer.Ordinal);
            foreach (var field in document.RootElement.EnumerateObject().Where(f => f.Name != Metadata))
            {
                tensors.Add(field.Name, Read(field.Value, dataStart, fileBytes)
                    ?? throw Damaged(path, $"the tensor {field.Name} lies outside the file, or its shape does not fit its place"));
            }

            return tensors;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw Damaged(path, $"its header cannot be read ({e.Message})", e);
        }
    }

    /// <summary>The error for a file that cannot be used.</summary>
    public static UserErrorException Damaged(string path, string problem, Exception? inner = null) =>
        new($"{path} is no safetensors file that can be used: {problem}.", ExitCode.Usage, inner);

    private static SafeTensor? Read(JsonElement element, long dataStart, long fileBytes)
    {
        var shape = element.GetProperty("shape").EnumerateArray().Select(d => d.GetInt64()).ToImmutableArray();
        var places = element.GetProperty("data_offsets").EnumerateArray().Select(o => o.GetInt64()).ToArray();
        var type = element.GetProperty("dtype").GetString()!;
        if (places is not [var first, var end] || first < 0 || end < first || end > fileBytes - dataStart || shape.Any(d => d < 0))
        {
            return null;
        }

        // Checked, or a shape could wrap around to a size that fits.
        var elements = shape.Aggregate((Int128)1, (product, d) => product > long.MaxValue ? product : product * d);
        var size = SafeTensor.SizeOf(type);
        return elements <= long.MaxValue && (size == 0 || elements * size == end - first)
            ? new SafeTensor(type, shape, dataStart + first, (long)elements) : null;
    }
}
