using System.Buffers.Binary;
using System.Text.Json;
using Lts.Hosting;

namespace Lts.Trainer.Models.SafeTensors;

/// <summary>Writes safetensors as a stream: no more than one buffer of the tensors is held.</summary>
internal static class SafeTensorsWriter
{
    /// <summary>Data begins at a multiple of this, so that elements are aligned in a mapped file.</summary>
    private const int Alignment = 8;

    /// <inheritdoc cref="SafeTensorsFile.Write"/>
    public static void Write(string path, IReadOnlyList<TensorEntry> tensors)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        var header = Header(tensors);
        AtomicFile.Write(path, stream =>
        {
            Span<byte> length = stackalloc byte[SafeTensorsHeader.PrefixBytes];
            BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
            stream.Write(length);
            stream.Write(header);
            foreach (var tensor in tensors)
            {
                var start = stream.Position;
                tensor.Write(stream);
                if (stream.Position - start != tensor.ByteCount)
                {
                    throw new InvalidOperationException($"{tensor.Name} wrote {stream.Position - start} bytes instead of {tensor.ByteCount}.");
                }
            }
        });
    }

    private static byte[] Header(IReadOnlyList<TensorEntry> tensors)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();

            // transformers refuses a file that does not say whose layout its tensors have.
            writer.WriteStartObject(SafeTensorsHeader.Metadata);
            writer.WriteString("format", "pt");
            writer.WriteEndObject();
            var place = 0L;
            foreach (var tensor in tensors)
            {
                writer.WriteStartObject(tensor.Name);
                writer.WriteString("dtype", tensor.Type.Name());
                WriteNumbers(writer, "shape", tensor.Shape.AsSpan());
                WriteNumbers(writer, "data_offsets", [place, place += tensor.ByteCount]);
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        }

        while (stream.Length % Alignment != 0)
        {
            stream.WriteByte((byte)' ');
        }

        return stream.ToArray();
    }

    private static void WriteNumbers(Utf8JsonWriter writer, string name, ReadOnlySpan<long> numbers)
    {
        writer.WriteStartArray(name);
        foreach (var number in numbers)
        {
            writer.WriteNumberValue(number);
        }

        writer.WriteEndArray();
    }
}
