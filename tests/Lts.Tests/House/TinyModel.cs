using Google.Protobuf;

namespace Lts.Tests.House;

/// <summary>
/// The smallest model with external weights: y = x + w, each of one float, w at a place in a file. Written field by field, by the numbers
/// of onnx.proto, so that a test of ONNX Runtime leans on nothing else of ours.
/// </summary>
internal static class TinyModel
{
    private const int Float = 1;
    private const int External = 1;

    /// <summary>The model's bytes.</summary>
    /// <param name="weightFile">The name of the file that holds w.</param>
    /// <param name="weightOffset">Where in the file w is, in bytes.</param>
    public static byte[] Create(string weightFile, int weightOffset)
    {
        var weight = Message(
            output => Field(output, 1, 1),
            output => Field(output, 2, Float),
            output => Field(output, 8, "w"),
            output => Field(output, 13, Entry("location", weightFile)),
            output => Field(output, 13, Entry("offset", $"{weightOffset}")),
            output => Field(output, 13, Entry("length", "4")),
            output => Field(output, 14, External));
        var add = Message(
            output => Field(output, 1, "x"),
            output => Field(output, 1, "w"),
            output => Field(output, 2, "y"),
            output => Field(output, 4, "Add"));
        var graph = Message(
            output => Field(output, 1, add),
            output => Field(output, 2, "tiny"),
            output => Field(output, 5, weight),
            output => Field(output, 11, Value("x")),
            output => Field(output, 12, Value("y")));
        return Message(
            output => Field(output, 1, 8),
            output => Field(output, 7, graph),
            output => Field(output, 8, Message(opset => Field(opset, 2, 17))));
    }

    private static byte[] Entry(string key, string value) => Message(output => Field(output, 1, key), output => Field(output, 2, value));

    /// <summary>An input or output: one float.</summary>
    private static byte[] Value(string name)
    {
        var shape = Message(output => Field(output, 1, Message(dimension => Field(dimension, 1, 1))));
        var tensor = Message(output => Field(output, 1, Float), output => Field(output, 2, shape));
        return Message(output => Field(output, 1, name), output => Field(output, 2, Message(type => Field(type, 1, tensor))));
    }

    private static byte[] Message(params Action<CodedOutputStream>[] fields)
    {
        using var bytes = new MemoryStream();
        using (var output = new CodedOutputStream(bytes, leaveOpen: true))
        {
            foreach (var field in fields)
            {
                field(output);
            }
        }

        return bytes.ToArray();
    }

    private static void Field(CodedOutputStream output, int number, long value)
    {
        output.WriteTag(number, WireFormat.WireType.Varint);
        output.WriteInt64(value);
    }

    private static void Field(CodedOutputStream output, int number, string value)
    {
        output.WriteTag(number, WireFormat.WireType.LengthDelimited);
        output.WriteString(value);
    }

    private static void Field(CodedOutputStream output, int number, byte[] value)
    {
        output.WriteTag(number, WireFormat.WireType.LengthDelimited);
        output.WriteBytes(ByteString.CopyFrom(value));
    }
}
