namespace Lts.Coordinator.Fleet;

/// <summary>A GPU or the like.</summary>
/// <param name="Name">Its model.</param>
/// <param name="MemoryBytes">Its memory, in bytes.</param>
/// <param name="DriverVersion">Its driver.</param>
internal sealed record Accelerator(string Name, long MemoryBytes, string DriverVersion);
