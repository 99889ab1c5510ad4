using System.Buffers.Binary;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.IO.MemoryMappedFiles;
using Lts.Hosting;

namespace Lts.Trainer.Models.SafeTensors;

/// <summary>
/// A file of tensors in Hugging Face's format: eight bytes with the length of a JSON header, the header, then the bytes of all tensors. It is
/// mapped into memory, so that opening reads the header alone and every model costs address space only. Safe to read from many threads at once.
/// </summary>
/// <remarks>A file that somebody shortens while it is open ends the process on Unix: replace files (<see cref="Write"/>), never cut them.</remarks>
internal sealed unsafe class SafeTensorsFile : IDisposable
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _bytes;

    private SafeTensorsFile(string path, MemoryMappedFile file, long length)
    {
        Path = path;
        ByteCount = length;
        _file = file;
        _view = file.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read);
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _bytes);
        _bytes += _view.PointerOffset;
        try
        {
            InOrder = ReadHeader();
            Tensors = InOrder.ToFrozenDictionary(tensor => tensor.Name, StringComparer.Ordinal);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Where it lies.</summary>
    public string Path { get; }

    /// <summary>The tensors by name.</summary>
    public FrozenDictionary<string, TensorInfo> Tensors { get; }

    /// <summary>The tensors in the order of their bytes.</summary>
    public ImmutableArray<TensorInfo> InOrder { get; }

    /// <summary>The whole file in memory: <see cref="ByteCount"/> bytes, until it is disposed.</summary>
    public nint Pointer => (nint)_bytes;

    /// <summary>Length of the file.</summary>
    public long ByteCount { get; }

    /// <summary>Opens a file and checks its header.</summary>
    /// <exception cref="UserErrorException">There is none, it cannot be read, or it is damaged; names file and tensor.</exception>
    public static SafeTensorsFile Open(string path)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
            var length = stream.Length;
            if (length < SafeTensorsHeader.PrefixBytes)
            {
                throw new InvalidDataException($"it has {length} bytes; a safetensors file begins with {SafeTensorsHeader.PrefixBytes} bytes that give the header's length.");
            }

            var file = MemoryMappedFile.CreateFromFile(stream, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
            return new SafeTensorsFile(path, file, length);
        }
        catch (Exception e) when (DurableFile.IsDiskFault(e))
        {
            throw UnreadableFile.Explain(path, e);
        }
        catch (InvalidDataException e)
        {
            throw new UserErrorException($"{path} is damaged, or is not a safetensors file: {e.Message}", ExitCode.Usage, e);
        }
    }

    /// <summary>Writes a file, tensor by tensor: whole and on the disk, or not at all.</summary>
    /// <param name="path">The file; one that is there is replaced when the new one is complete.</param>
    /// <param name="tensors">The tensors, in the order in which they are to lie.</param>
    /// <exception cref="UserErrorException">It cannot be written; what was there before still is.</exception>
    public static void Write(string path, IReadOnlyList<TensorEntry> tensors) => SafeTensorsWriter.Write(path, tensors);

    /// <summary>The bytes of a part of a tensor, as they lie in the file.</summary>
    /// <param name="tensor">A tensor of this file.</param>
    /// <param name="first">Index of the first byte within the tensor.</param>
    /// <param name="count">Number of bytes.</param>
    public ReadOnlySpan<byte> Bytes(TensorInfo tensor, long first, int count)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first, tensor.ByteCount - count);
        return new ReadOnlySpan<byte>(_bytes + tensor.Offset + first, count);
    }

    /// <summary>Elements of a tensor of any float type as float32.</summary>
    /// <param name="tensor">A tensor of this file.</param>
    /// <param name="firstElement">Index of the first element.</param>
    /// <param name="destination">Receives the elements; its length says how many.</param>
    /// <exception cref="UserErrorException">Its elements are not floats of 16, 32 or 64 bits.</exception>
    public void ReadFloats(TensorInfo tensor, long firstElement, Span<float> destination)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        if (!FloatConversion.IsFloat(tensor.Type))
        {
            throw new UserErrorException($"{Path}: tensor '{tensor.Name}' has elements of type {tensor.Type.Name()}; floats are needed.", ExitCode.Usage);
        }

        const int most = 1 << 20; // so that the count of bytes fits 32 bits
        for (var size = tensor.Type.Size(); !destination.IsEmpty;)
        {
            var part = destination[..Math.Min(most, destination.Length)];
            FloatConversion.ToFloats(tensor.Type, Bytes(tensor, firstElement * size, part.Length * size), part);
            firstElement += part.Length;
            destination = destination[part.Length..];
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_view.SafeMemoryMappedViewHandle.IsClosed)
        {
            _view.SafeMemoryMappedViewHandle.ReleasePointer();
        }

        _view.Dispose();
        _file.Dispose();
    }

    private ImmutableArray<TensorInfo> ReadHeader()
    {
        var length = BinaryPrimitives.ReadUInt64LittleEndian(new ReadOnlySpan<byte>(_bytes, SafeTensorsHeader.PrefixBytes));
        var room = ByteCount - SafeTensorsHeader.PrefixBytes;
        if (length > (ulong)SafeTensorsHeader.MaxBytes || (long)length > room)
        {
            throw new InvalidDataException($"it announces a header of {length} bytes, but only {room} follow.");
        }

        var header = new ReadOnlySpan<byte>(_bytes + SafeTensorsHeader.PrefixBytes, (int)length).ToArray();
        return SafeTensorsHeader.Read(header, room - (long)length);
    }
}
