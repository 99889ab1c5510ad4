using System.IO.Compression;

namespace Grpc.Net.Compression;

/// <summary>One way to compress messages.</summary>
public interface ICompressionProvider
{
    /// <summary>Its name on the wire.</summary>
    string EncodingName { get; }

    /// <summary>Compresses what is written into the given stream, which is left open.</summary>
    Stream CreateCompressionStream(Stream stream, CompressionLevel? compressionLevel);

    /// <summary>Decompresses what is read out of the given stream, which is left open.</summary>
    Stream CreateDecompressionStream(Stream stream);
}
