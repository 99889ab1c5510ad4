using System.Collections;
using System.Runtime.CompilerServices;

namespace TorchSharp.Utils;

/// <summary>A tensor's elements, read in order whatever its strides and device.</summary>
/// <typeparam name="T">Their type: it must have the size of the tensor's own.</typeparam>
public sealed class TensorAccessor<T> : IEnumerable<T>, IDisposable
    where T : unmanaged
{
    private readonly torch.Tensor _tensor;

    internal TensorAccessor(torch.Tensor tensor)
    {
        if (tensor.ElementSize != Unsafe.SizeOf<T>())
        {
            throw new ArgumentException($"The tensor's elements are {tensor.dtype}, not {typeof(T).Name}.");
        }

        _tensor = tensor;
    }

    /// <summary>How many there are.</summary>
    public long Count => _tensor.NumberOfElements;

    /// <summary>A copy of them.</summary>
    public unsafe T[] ToArray()
    {
        var elements = new T[Count];
        fixed (T* to = elements)
        {
            Native.Check(Native.lts_copy_out(_tensor.Handle, to, Count * sizeof(T)));
        }

        return elements;
    }

    /// <summary>Copies them to the front of a span.</summary>
    public void CopyTo(Span<T> array) => ToArray().CopyTo(array);

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)ToArray()).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Nothing: it holds nothing of its own.</summary>
    public void Dispose()
    {
    }
}
