using System.IO.MemoryMappedFiles;

namespace Lts.Agent.Inference;

/// <summary>
/// The weight pool in memory while a session is created. ONNX Runtime copies what it needs, so the mapping is gone before anything is
/// measured.
/// </summary>
internal sealed unsafe class MappedPool : IDisposable
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;

    /// <summary>Maps the whole file for reading.</summary>
    /// <param name="path">The pool's file.</param>
    /// <exception cref="IOException">It cannot be read or mapped.</exception>
    public MappedPool(string path)
    {
        Length = new FileInfo(path).Length;
        _file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        _view = _file.CreateViewAccessor(0, Length, MemoryMappedFileAccess.Read);
        byte* pointer = null;
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref pointer);
        Pointer = (nint)pointer;
    }

    /// <summary>Address of the first byte, until this is disposed of.</summary>
    public nint Pointer { get; }

    /// <summary>Its length in bytes.</summary>
    public long Length { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
    }
}
