using System.Buffers.Binary;

namespace Lts.Onnx.Inspection;

/// <summary>Checks the tensors of a model and adds up what they need of the pool.</summary>
internal sealed class TensorReader(GraphLimits limits)
{
    private const int EmbeddedLocation = 0;
    private const int ExternalLocation = 1;

    private int _count;

    /// <summary>Size that the pool must have so far, in bytes.</summary>
    public long RequiredPoolBytes { get; private set; }

    /// <summary>Tensors in the pool so far.</summary>
    public int PoolTensorCount { get; private set; }

    /// <summary>Size of those tensors together, in bytes; they may overlap in the pool.</summary>
    public long PoolTensorBytes { get; private set; }

    /// <summary>Reads a tensor.</summary>
    /// <param name="bytes">A serialised TensorProto, from whoever sent it.</param>
    /// <returns>Its name and, if it is a short list of integers that could be a shape, its values.</returns>
    public (string Name, long[]? Integers) Read(ReadOnlySpan<byte> bytes)
    {
        if (++_count > limits.MaxTensors)
        {
            throw new InvalidGraphException($"The model has more than {limits.MaxTensors} constant tensors.");
        }

        // The name may stand behind what errors want to call by it.
        var name = WireReader.TextOf(bytes, OnnxFields.Tensor.Name, "A tensor");
        var subject = name.Length > 0 ? $"The tensor '{name}'" : "A tensor without a name";
        var slice = new PoolSlice(subject);
        var dims = new List<long>();
        long elementType = 0, dataLocation = 0;
        long? rawBytes = null;
        var reader = new WireReader(bytes, subject);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case OnnxFields.Tensor.Dims: reader.Numbers(dims, ElementSize.MaxRank); break;
                case OnnxFields.Tensor.DataType: elementType = reader.Number(); break;
                case OnnxFields.Tensor.RawData: rawBytes = reader.Bytes().Length; break;
                case OnnxFields.Tensor.ExternalData: slice.Add(reader.Bytes()); break;
                case OnnxFields.Tensor.DataLocation: dataLocation = reader.Number(); break;
                default: reader.Skip(); break;
            }
        }

        if (dataLocation is not (EmbeddedLocation or ExternalLocation))
        {
            throw new InvalidGraphException($"{subject} has its data in an unknown kind of place ({dataLocation}).");
        }

        var count = ElementSize.Count([.. dims], limits.MaxTensorElements, subject);
        if (dataLocation == ExternalLocation)
        {
            var length = BytesOf(elementType, count, subject);
            RequiredPoolBytes = Math.Max(RequiredPoolBytes, slice.End(length, limits.MaxPoolBytes));
            PoolTensorCount++;
            PoolTensorBytes += length;
        }
        else if (rawBytes is { } held && BytesOf(elementType, count, subject) is var length && length != held)
        {
            throw new InvalidGraphException($"{subject} holds {held} bytes, and its shape needs {length}.");
        }

        var isEmbedded = dataLocation == EmbeddedLocation;
        var couldBeShape = isEmbedded && elementType == (long)OnnxElementType.Int64 && dims is [<= ElementSize.MaxRank];
        return (name, couldBeShape ? Integers(bytes, subject) : null);
    }

    /// <summary>Reads a sparse tensor, which is two tensors and a shape.</summary>
    /// <returns>Its name, which is that of its values.</returns>
    public string ReadSparse(ReadOnlySpan<byte> bytes)
    {
        var name = "";
        var dims = new List<long>();
        bool hasValues = false, hasIndices = false;
        var reader = new WireReader(bytes, "A sparse tensor");
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case OnnxFields.SparseTensor.Values:
                    WireReader.Once(ref hasValues, "A sparse tensor states its values");
                    name = Read(reader.Bytes()).Name;
                    break;
                case OnnxFields.SparseTensor.Indices:
                    WireReader.Once(ref hasIndices, "A sparse tensor states its indices");
                    Read(reader.Bytes());
                    break;
                case OnnxFields.SparseTensor.Dims: reader.Numbers(dims, ElementSize.MaxRank); break;
                default: reader.Skip(); break;
            }
        }

        ElementSize.Count([.. dims], limits.MaxTensorElements, $"The sparse tensor '{name}'");
        return name;
    }

    private static long BytesOf(long elementType, long count, string subject) => ElementSize.Bytes(elementType, count)
        ?? throw new InvalidGraphException($"{subject} has elements of type {elementType}, whose data cannot be raw or external.");

    private static long[] Integers(ReadOnlySpan<byte> bytes, string subject)
    {
        var values = new List<long>();
        var reader = new WireReader(bytes, subject);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case OnnxFields.Tensor.Int64Data:
                    reader.Numbers(values, ElementSize.MaxRank);
                    break;
                case OnnxFields.Tensor.RawData:
                    for (var raw = reader.Bytes(); raw.Length >= sizeof(long); raw = raw[sizeof(long)..])
                    {
                        values.Add(BinaryPrimitives.ReadInt64LittleEndian(raw));
                    }

                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return [.. values];
    }
}
