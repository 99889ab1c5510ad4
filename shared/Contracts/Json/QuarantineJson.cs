namespace Lts.Contracts.Json;

/// <summary>Why a device is put aside. <c>lts devices release</c> ends it.</summary>
/// <param name="Time">Since when.</param>
/// <param name="Reason">What it contradicted, for people.</param>
public sealed record QuarantineJson(DateTimeOffset Time, string Reason);
