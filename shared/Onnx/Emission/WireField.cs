namespace Lts.Onnx.Emission;

/// <summary>The start of a length-delimited protobuf field: a tag and the length of what follows.</summary>
internal static class WireField
{
    private const int LengthDelimited = 2;

    /// <summary>Bytes that a field takes with its start.</summary>
    /// <param name="length">Bytes of its content.</param>
    public static long Size(long length) => 1 + VarintSize(length) + length;

    /// <summary>Writes the start of a field.</summary>
    /// <param name="destination">Receives it.</param>
    /// <param name="number">The field's number, 1 to 15.</param>
    /// <param name="length">Bytes of the content that follows.</param>
    public static void WriteStart(Stream destination, int number, long length)
    {
        destination.WriteByte((byte)((number << 3) | LengthDelimited));
        for (; length >= 0x80; length >>= 7)
        {
            destination.WriteByte((byte)(length | 0x80));
        }

        destination.WriteByte((byte)length);
    }

    private static int VarintSize(long value)
    {
        var size = 1;
        for (; value >= 0x80; value >>= 7)
        {
            size++;
        }

        return size;
    }
}
