using System.Security.Cryptography;

namespace Lts.Agent.Connection;

/// <summary>Content hashes of graphs: SHA-256 in lower-case hex.</summary>
internal static class GraphHash
{
    /// <summary>Whether a text is a hash at all. A hash is also used as a file name, so this keeps paths out.</summary>
    public static bool IsValid(string text) => text.Length == 2 * SHA256.HashSizeInBytes && text.All(char.IsAsciiHexDigitLower);

    /// <summary>Whether the bytes have this hash.</summary>
    public static bool Matches(ReadOnlySpan<byte> bytes, string sha256) => Convert.ToHexStringLower(SHA256.HashData(bytes)) == sha256;
}
