namespace Lts.Cli.Client.Json;

/// <summary>What <c>lts db compact --json</c> prints.</summary>
/// <param name="BytesBefore">The database's size before.</param>
/// <param name="BytesAfter">Its size now.</param>
internal sealed record CompactJson(long BytesBefore, long BytesAfter);
