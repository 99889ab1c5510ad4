namespace Lts.Domain.Devices;

/// <summary>A device's being put aside because of what it measured.</summary>
/// <param name="Time">Since when.</param>
/// <param name="Reason">What it contradicted, for people.</param>
public sealed record Quarantine(DateTimeOffset Time, string Reason);
