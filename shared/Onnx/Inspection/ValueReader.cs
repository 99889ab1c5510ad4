using System.Collections.Immutable;

namespace Lts.Onnx.Inspection;

/// <summary>Reads the declaration of a graph's input or output.</summary>
internal static class ValueReader
{
    /// <summary>Reads a ValueInfoProto.</summary>
    /// <param name="bytes">A serialised ValueInfoProto, from whoever sent it.</param>
    /// <param name="maxElements">Most elements that a stated shape may have.</param>
    public static GraphValue Read(ReadOnlySpan<byte> bytes, long maxElements)
    {
        var name = "";
        ReadOnlySpan<byte> type = default;
        var reader = new WireReader(bytes, "The declaration of an input or output");
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case OnnxFields.ValueInfo.Name: name = reader.Text(); break;
                case OnnxFields.ValueInfo.Type: type = reader.Bytes(); break;
                default: reader.Skip(); break;
            }
        }

        var subject = $"The declaration of '{name}'";
        ReadOnlySpan<byte> tensor = default;
        reader = new WireReader(type, subject);
        while (reader.Next())
        {
            if (reader.Field == OnnxFields.Type.Tensor)
            {
                tensor = reader.Bytes();
            }
            else
            {
                reader.Skip();
            }
        }

        return ReadTensor(name, tensor, maxElements, subject);
    }

    private static GraphValue ReadTensor(string name, ReadOnlySpan<byte> tensor, long maxElements, string subject)
    {
        var elementType = 0L;
        ImmutableArray<long?> dims = default;
        var reader = new WireReader(tensor, subject);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case OnnxFields.TensorType.ElementType: elementType = reader.Number(); break;
                case OnnxFields.TensorType.Shape: dims = ReadShape(reader.Bytes(), subject); break;
                default: reader.Skip(); break;
            }
        }

        if (!dims.IsDefault)
        {
            ElementSize.Count(dims.AsSpan(), maxElements, subject);
        }

        return new GraphValue(name, (OnnxElementType)elementType, dims);
    }

    private static ImmutableArray<long?> ReadShape(ReadOnlySpan<byte> shape, string subject)
    {
        var dims = ImmutableArray.CreateBuilder<long?>();
        var reader = new WireReader(shape, subject);
        while (reader.Next())
        {
            if (reader.Field != OnnxFields.Shape.Dimension)
            {
                reader.Skip();
            }
            else if (dims.Count < ElementSize.MaxRank)
            {
                dims.Add(ReadDimension(reader.Bytes(), subject));
            }
            else
            {
                throw new InvalidGraphException($"{subject} has more than {ElementSize.MaxRank} dimensions.");
            }
        }

        return dims.ToImmutable();
    }

    private static long? ReadDimension(ReadOnlySpan<byte> dimension, string subject)
    {
        long? value = null;
        var reader = new WireReader(dimension, subject);
        while (reader.Next())
        {
            if (reader.Field == OnnxFields.Dimension.Value)
            {
                value = reader.Number();
            }
            else
            {
                reader.Skip();
            }
        }

        return value;
    }
}
