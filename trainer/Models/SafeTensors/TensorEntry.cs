using System.Collections.Immutable;

namespace Lts.Trainer.Models.SafeTensors;

/// <summary>A tensor to write.</summary>
/// <param name="Name">What readers find it by; no other tensor of the file has it.</param>
/// <param name="Type">Type of its elements.</param>
/// <param name="Shape">Dimensions, outermost first.</param>
/// <param name="Write">Writes its elements, row-major and little-endian: exactly as many bytes as type and shape say.</param>
internal sealed record TensorEntry(string Name, TensorType Type, ImmutableArray<long> Shape, Action<Stream> Write)
{
    /// <summary>Bytes of all elements.</summary>
    public long ByteCount => Shape.Aggregate((long)Type.Size(), (product, size) => checked(product * size));
}
