using System.Buffers.Binary;
using System.Text.Json;
using static TorchSharp.torch;

namespace Lts.Trainer.Training.Checkpoints;

/// <summary>
/// Tensors of a checkpoint as safetensors: eight bytes with the length of a JSON header, the header, which names type, shape and place of each
/// tensor, then the bytes of all, float32, little-endian.
/// </summary>
internal static class TensorFile
{
    private const int Alignment = 8;
    private const int LongestHeader = 1 << 26;

    /// <summary>Writes a file and waits until it is on the disk.</summary>
    /// <param name="path">A file that is not there yet.</param>
    /// <param name="tensors">Float32 tensors by name, on any device.</param>
    public static void Write(string path, IReadOnlyList<(string Name, Tensor Tensor)> tensors)
    {
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
        var header = Header(tensors);
        Span<byte> length = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        file.Write(length);
        file.Write(header);
        foreach (var (_, tensor) in tensors)
        {
            using var scope = NewDisposeScope();
            file.Write(tensor.detach().cpu().contiguous().bytes);
        }

        file.Flush(flushToDisk: true);
    }

    /// <summary>Reads a file into tensors, which must be those of the file.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, or holds other tensors.</exception>
    public static void Read(string path, IReadOnlyList<(string Name, Tensor Tensor)> tensors)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read);
        var expected = Header(tensors);
        var found = ReadHeader(file);
        if (!SameTensors(expected, found))
        {
            throw new InvalidDataException($"{Path.GetFileName(path)} does not hold the tensors of this model.");
        }

        using var none = no_grad();
        foreach (var (_, tensor) in tensors)
        {
            using var scope = NewDisposeScope();
            var read = empty_like(tensor, device: CPU);
            file.ReadExactly(read.bytes);
            tensor.copy_(read);
        }
    }

    private static byte[] Header(IReadOnlyList<(string Name, Tensor Tensor)> tensors)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            writer.WriteStartObject("__metadata__"); // Hugging Face's transformers reads no file without it
            writer.WriteString("format", "pt");
            writer.WriteEndObject();
            var place = 0L;
            foreach (var (name, tensor) in tensors)
            {
                writer.WriteStartObject(name);
                writer.WriteString("dtype", "F32");
                WriteNumbers(writer, "shape", tensor.shape);
                WriteNumbers(writer, "data_offsets", [place, place += tensor.numel() * sizeof(float)]);
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

    private static byte[] ReadHeader(FileStream file)
    {
        Span<byte> length = stackalloc byte[sizeof(long)];
        file.ReadExactly(length);
        var bytes = BinaryPrimitives.ReadInt64LittleEndian(length);
        if (bytes is < 2 or > LongestHeader || bytes > file.Length - file.Position)
        {
            throw new InvalidDataException($"{Path.GetFileName(file.Name)} has no header of safetensors.");
        }

        var header = new byte[bytes];
        file.ReadExactly(header);
        return header;
    }

    private static bool SameTensors(ReadOnlyMemory<byte> expected, ReadOnlyMemory<byte> found)
    {
        try
        {
            using var a = JsonDocument.Parse(expected);
            using var b = JsonDocument.Parse(found);
            return JsonElement.DeepEquals(a.RootElement, b.RootElement);
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
