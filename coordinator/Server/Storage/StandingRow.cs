using Lts.Domain.Devices;

namespace Lts.Coordinator.Storage;

/// <summary>What checks have said of a device.</summary>
/// <param name="DeviceName">The device, which may have been removed.</param>
/// <param name="Confirmed">Results that another device confirmed.</param>
/// <param name="Strikes">How often it contradicted itself.</param>
/// <param name="Quarantine">Why it is put aside; <see langword="null"/> when it is not.</param>
internal sealed record StandingRow(string DeviceName, long Confirmed, int Strikes, Quarantine? Quarantine);
