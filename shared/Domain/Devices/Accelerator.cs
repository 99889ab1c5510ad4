using System.Text.Json.Serialization;

namespace Lts.Domain.Devices;

/// <summary>A graphics card or other accelerator.</summary>
/// <param name="Name">As its driver calls it.</param>
/// <param name="MemoryBytes">Its own memory; 0 where the driver does not tell.</param>
/// <param name="DriverVersion">Version of the driver.</param>
public sealed record Accelerator(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("memory_bytes")] long MemoryBytes,
    [property: JsonPropertyName("driver_version")] string DriverVersion);
