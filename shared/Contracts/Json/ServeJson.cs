namespace Lts.Contracts.Json;

/// <summary>What <c>serve --json</c> prints once a server listens.</summary>
/// <param name="Address">URL that it listens on, with the real port.</param>
public sealed record ServeJson(string Address);
