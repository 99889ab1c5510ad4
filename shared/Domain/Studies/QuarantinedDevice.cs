namespace Lts.Domain.Studies;

/// <summary>A device of a study that is put aside because of what it measured, here or for another study.</summary>
/// <param name="Name">The name that it registered by.</param>
/// <param name="Reason">What it contradicted, for people.</param>
/// <param name="Time">Since when.</param>
public sealed record QuarantinedDevice(string Name, string Reason, DateTimeOffset Time);
