using System.Globalization;
using Lts.Onnx.Weights;

namespace Lts.Onnx.Inspection;

/// <summary>Where a tensor says that its data lies, key by key as the file gives it.</summary>
internal sealed class PoolSlice(string subject)
{
    private readonly Dictionary<string, string> _entries = [];

    /// <summary>Takes one entry of the tensor's external data.</summary>
    public void Add(ReadOnlySpan<byte> entry)
    {
        var reader = new WireReader(entry, subject);
        string key = "", value = "";
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case OnnxFields.Entry.Key: key = reader.Text(); break;
                case OnnxFields.Entry.Value: value = reader.Text(); break;
                default: reader.Skip(); break;
            }
        }

        if (!_entries.TryAdd(key, value))
        {
            throw new InvalidGraphException($"{subject} states '{key}' of its external data twice.");
        }
    }

    /// <summary>Where the data ends in the pool, in bytes.</summary>
    /// <param name="expectedLength">Bytes that the tensor's shape needs.</param>
    /// <param name="maxPoolBytes">Largest pool that is acceptable.</param>
    public long End(long expectedLength, long maxPoolBytes)
    {
        var location = _entries.GetValueOrDefault("location")
            ?? throw new InvalidGraphException($"{subject} has external data without a location.");
        if (location != WeightPool.FileName)
        {
            throw new InvalidGraphException(
                $"{subject} has external data in '{Shorten(location)}'; only the weight pool, '{WeightPool.FileName}', may be read.");
        }

        var offset = Number("offset") ?? 0;
        var length = Number("length") ?? expectedLength;
        if (length != expectedLength)
        {
            throw new InvalidGraphException($"{subject} has external data of {length} bytes, and its shape needs {expectedLength}.");
        }

        return offset <= maxPoolBytes - length
            ? offset + length
            : throw new InvalidGraphException($"{subject} reaches beyond {maxPoolBytes} bytes, the largest weight pool allowed.");
    }

    private long? Number(string key)
    {
        if (!_entries.TryGetValue(key, out var text))
        {
            return null;
        }

        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new InvalidGraphException($"{subject} has external data whose {key}, '{Shorten(text)}', is not a number of bytes.");
    }

    private static string Shorten(string text) => text.Length <= 100 ? text : $"{text.AsSpan(0, 100)}…";
}
