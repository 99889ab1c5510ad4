using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using Lts.Domain.Candidates;
using Proto = Lts.Protos.V1;

namespace Lts.Agent.Connection;

/// <summary>
/// One spooled result as a file: the four bytes <c>LTS1</c>, the SHA-256 of the rest, then the <see cref="Proto.Result"/> in protobuf.
/// </summary>
internal static class SpoolFile
{
    /// <summary>Ends the name of a spooled result.</summary>
    public const string Suffix = ".result";

    private const int HeaderBytes = 4 + SHA256.HashSizeInBytes;

    private static ReadOnlySpan<byte> Magic => "LTS1"u8;

    /// <summary>A file name for an attempt. Its id is a stranger's text, so the name is made of its hash.</summary>
    public static string NameOf(string attemptId) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(attemptId)).AsSpan(0, 16)) + Suffix;

    /// <summary>The file's bytes.</summary>
    public static byte[] Encode(Proto.Result result)
    {
        var file = new byte[HeaderBytes + result.CalculateSize()];
        Magic.CopyTo(file);
        result.WriteTo(file.AsSpan(HeaderBytes));
        SHA256.HashData(file.AsSpan(HeaderBytes), file.AsSpan(Magic.Length, SHA256.HashSizeInBytes));
        return file;
    }

    /// <summary>The result, or <see langword="null"/> for a file that is torn, damaged or of another kind, or of an attempt that cannot be named.</summary>
    public static Proto.Result? Decode(ReadOnlySpan<byte> file)
    {
        if (file.Length < HeaderBytes || !file.StartsWith(Magic)
            || !SHA256.HashData(file[HeaderBytes..]).AsSpan().SequenceEqual(file[Magic.Length..HeaderBytes]))
        {
            return null;
        }

        try
        {
            var result = Proto.Result.Parser.ParseFrom(file[HeaderBytes..]);
            return result.AttemptId.Length is > 0 and <= AttemptId.LongestText ? result : null;
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }
}
