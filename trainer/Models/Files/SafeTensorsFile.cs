using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Lts.Hosting;
using Microsoft.Win32.SafeHandles;

namespace Lts.Trainer.Models.Files;

/// <summary>A safetensors file, read in parts: a model larger than memory can be copied from it. Safe to use from many threads.</summary>
internal sealed class SafeTensorsFile : IDisposable
{
    private const int LengthBytes = sizeof(long);
    private const long LongestHeader = 100_000_000; // the format's own limit

    private readonly SafeFileHandle _file;

    private SafeTensorsFile(string path, SafeFileHandle file, IReadOnlyDictionary<string, SafeTensor> tensors)
    {
        Path = path;
        _file = file;
        Tensors = tensors;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Its tensors by name.</summary>
    public IReadOnlyDictionary<string, SafeTensor> Tensors { get; }

    /// <summary>Opens a file and checks its header.</summary>
    /// <exception cref="UserErrorException">There is no such file, or it is damaged or hostile.</exception>
    public static SafeTensorsFile Open(string path)
    {
        SafeFileHandle file;
        try
        {
            file = File.OpenHandle(path, options: FileOptions.RandomAccess);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UserErrorException($"There is no file {path}.", ExitCode.NotFound, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"{path} cannot be read: {e.Message}", ExitCode.Usage, e);
        }

        try
        {
            return new SafeTensorsFile(path, file, ReadHeader(file, path));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Reads a run of a tensor's elements as float32.</summary>
    /// <param name="tensor">One of <see cref="Tensors"/>, of a floating type.</param>
    /// <param name="firstElement">Index of the first element wanted (row-major).</param>
    /// <param name="destination">Receives the elements.</param>
    /// <exception cref="UserErrorException">The type is not read here, or the file got shorter meanwhile.</exception>
    public void Read(SafeTensor tensor, long firstElement, Span<float> destination)
    {
        if (tensor.ElementBytes == 0)
        {
            throw SafeTensorsHeader.Damaged(Path, $"tensors of type {tensor.Type} are not read here; F32, F16 and BF16 are");
        }

        if (tensor.Type == "F32")
        {
            ReadExactly(MemoryMarshal.AsBytes(destination), tensor.Offset + (firstElement * sizeof(float)));
            return;
        }

        // The narrow numbers lie in the second half of the destination, so that widening them from the front never overwrites one too early.
        var narrow = MemoryMarshal.Cast<float, ushort>(destination)[destination.Length..];
        ReadExactly(MemoryMarshal.AsBytes(narrow), tensor.Offset + (firstElement * sizeof(ushort)));
        for (var i = 0; i < destination.Length; i++)
        {
            destination[i] = tensor.Type == "BF16"
                ? BitConverter.UInt32BitsToSingle((uint)narrow[i] << 16) : (float)BitConverter.UInt16BitsToHalf(narrow[i]);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static IReadOnlyDictionary<string, SafeTensor> ReadHeader(SafeFileHandle file, string path)
    {
        var size = RandomAccess.GetLength(file);
        Span<byte> length = stackalloc byte[LengthBytes];
        if (size < LengthBytes || RandomAccess.Read(file, length, 0) < LengthBytes)
        {
            throw SafeTensorsHeader.Damaged(path, $"it has {size} bytes");
        }

        var bytes = BinaryPrimitives.ReadInt64LittleEndian(length);
        if (bytes < 2 || bytes > Math.Min(LongestHeader, size - LengthBytes))
        {
            throw SafeTensorsHeader.Damaged(path, $"it says that its header has {bytes} bytes, and the file has {size}");
        }

        var header = new byte[bytes];
        return RandomAccess.Read(file, header, LengthBytes) == bytes
            ? SafeTensorsHeader.Parse(header, LengthBytes + bytes, size, path)
            : throw SafeTensorsHeader.Damaged(path, "it got shorter while it was read");
    }

    private void ReadExactly(Span<byte> destination, long offset)
    {
        while (destination.Length > 0)
        {
            var read = RandomAccess.Read(_file, destination, offset);
            if (read == 0)
            {
                throw SafeTensorsHeader.Damaged(Path, "it got shorter while it was read");
            }

            destination = destination[read..];
            offset += read;
        }
    }
}
