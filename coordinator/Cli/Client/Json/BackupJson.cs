namespace Lts.Cli.Client.Json;

/// <summary>What <c>lts db backup --json</c> prints.</summary>
/// <param name="Path">Where the copy is, as it was asked for.</param>
/// <param name="SizeBytes">How large it is.</param>
internal sealed record BackupJson(string Path, long SizeBytes);
