using System.Collections.Immutable;
using System.Text.Json;
using Lts.Domain;

namespace Lts.Trainer.Models.SafeTensors;

/// <summary>
/// Reads a header and believes nothing: sizes must multiply without overflow to the bytes that are given, and the tensors must fill the rest of
/// the file without gaps and without sharing a byte, as the format demands.
/// </summary>
internal static class SafeTensorsHeader
{
    /// <summary>Longest header, in bytes: the limit of the format's own reader.</summary>
    public const long MaxBytes = 100_000_000;

    /// <summary>The length of the header, which the file begins with.</summary>
    public const int PrefixBytes = sizeof(long);

    /// <summary>The one key of a header that is not a tensor.</summary>
    public const string Metadata = "__metadata__";

    private const int MaxDimensions = 64;

    /// <summary>Reads the tensors, in the order of their bytes.</summary>
    /// <param name="json">The header without its length.</param>
    /// <param name="dataBytes">Bytes of the file after the header.</param>
    /// <exception cref="InvalidDataException">The header lies, or is none; the message goes on after the file's name.</exception>
    public static ImmutableArray<TensorInfo> Read(ReadOnlyMemory<byte> json, long dataBytes)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 8, AllowDuplicateProperties = false });
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw new InvalidDataException("its header is not a JSON object.");
            }

            var tensors = document.RootElement.EnumerateObject().Where(p => p.Name != Metadata)
                .Select(property => Tensor(property.Name, property.Value, PrefixBytes + json.Length, dataBytes))
                .OrderBy(tensor => tensor.Offset).ThenBy(tensor => tensor.ByteCount).ToImmutableArray();
            RequireWithoutGaps(tensors, PrefixBytes + json.Length, dataBytes);
            return tensors;
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"its header is not valid JSON, or names something twice: {MalformedJson.Describe(e)}", e);
        }
        catch (InvalidOperationException e)
        {
            throw new InvalidDataException("its header holds text that is not valid Unicode.", e);
        }
    }

    private static TensorInfo Tensor(string name, JsonElement value, long dataOffset, long dataBytes)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            throw Bad(name, "is described by something that is not a JSON object.");
        }

        var text = value.TryGetProperty("dtype", out var dtype) && dtype.ValueKind == JsonValueKind.String ? dtype.GetString() : null;
        var type = TensorTypes.Parse(text) ?? throw Bad(name, $"has the element type {text ?? "none"}, which is not supported.");
        var shape = Numbers(name, value, "shape");
        if (shape.Length > MaxDimensions)
        {
            throw Bad(name, $"has {shape.Length} dimensions; at most {MaxDimensions} are read.");
        }

        var offsets = Numbers(name, value, "data_offsets");
        if (offsets.Length != 2 || offsets[0] > offsets[1])
        {
            throw Bad(name, "needs two data_offsets, the first no larger than the second.");
        }

        if (offsets[1] > dataBytes)
        {
            throw Bad(name, $"ends at byte {offsets[1]} of the data, of which the file has {dataBytes}: it was cut off, or its header is wrong.");
        }

        var bytes = offsets[1] - offsets[0];
        if (ByteCount(type, shape) is not { } expected || expected != bytes)
        {
            throw Bad(name, $"has {bytes} bytes, which {type.Name()} [{string.Join(", ", shape)}] does not.");
        }

        return new TensorInfo(name, type, shape, dataOffset + offsets[0], bytes);
    }

    /// <summary>Numbers of at least 0.</summary>
    private static ImmutableArray<long> Numbers(string name, JsonElement tensor, string field)
    {
        if (!tensor.TryGetProperty(field, out var list) || list.ValueKind != JsonValueKind.Array)
        {
            throw Bad(name, $"has no list called {field}.");
        }

        return [.. list.EnumerateArray().Select(item =>
            item.ValueKind == JsonValueKind.Number && item.TryGetInt64(out var number) && number >= 0
                ? number
                : throw Bad(name, $"has {Shorten(item.GetRawText())} in {field}, where only whole numbers of at least 0 are allowed."))];
    }

    /// <summary>Bytes of a tensor; <see langword="null"/> where they exceed 64 bits.</summary>
    private static long? ByteCount(TensorType type, ImmutableArray<long> shape)
    {
        Int128 bytes = type.Size();
        foreach (var size in shape)
        {
            // A zero later in the shape would hide an overflow; no real tensor has one beside such sizes.
            bytes *= size;
            if (bytes > long.MaxValue)
            {
                return null;
            }
        }

        return (long)bytes;
    }

    private static void RequireWithoutGaps(ImmutableArray<TensorInfo> tensors, long start, long dataBytes)
    {
        var expected = start;
        foreach (var tensor in tensors)
        {
            if (tensor.Offset != expected)
            {
                throw Bad(tensor.Name, tensor.Offset < expected ? "shares bytes with another tensor." : "does not begin where the one before it ends.");
            }

            expected += tensor.ByteCount;
        }

        if (expected != start + dataBytes)
        {
            throw new InvalidDataException($"it has {start + dataBytes - expected} bytes after its last tensor that belong to none.");
        }
    }

    private static string Shorten(string text) => text.Length <= 32 ? text : text[..32] + "…";

    private static InvalidDataException Bad(string name, string problem) => new($"tensor '{Shorten(name)}' {problem}");
}
