namespace Lts.Domain.Devices;

/// <summary>A graphics card or other accelerator.</summary>
/// <param name="Name">As its driver calls it.</param>
/// <param name="MemoryBytes">Its own memory; 0 where the driver does not tell.</param>
/// <param name="DriverVersion">Version of the driver.</param>
public sealed record Accelerator(string Name, long MemoryBytes, string DriverVersion);
