namespace Lts.Onnx;

/// <summary>
/// The fixed graph that latency is measured against. Its bytes are part of the method: if they changed, no two measurements on either
/// side of the change could be compared.
/// </summary>
public static class ReferenceGraph
{
    /// <summary>Tokens of one run; the graph's batch is 1 and both are fixed.</summary>
    public const int SequenceLength = 192;

    /// <summary>The weightless ONNX model.</summary>
    public static ReadOnlyMemory<byte> Bytes => throw new NotImplementedException();

    /// <summary>SHA-256 of <see cref="Bytes"/> in lower-case hexadecimal.</summary>
    public static string Sha256 => throw new NotImplementedException();

    /// <summary>Size that the pool must have to serve it, in bytes.</summary>
    public static long RequiredPoolBytes => throw new NotImplementedException();
}
