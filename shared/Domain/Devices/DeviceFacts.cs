using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Lts.Domain.Devices;

/// <summary>What is known of the machine. Empty or 0 means that the fact could not be read here.</summary>
public sealed record DeviceFacts
{
    /// <summary>CPU model as the system names it.</summary>
    [JsonPropertyName("cpu_model")]
    public string CpuModel { get; init; } = "";

    /// <summary>Cores without hyper-threads.</summary>
    [JsonPropertyName("physical_cores")]
    public int PhysicalCores { get; init; }

    /// <summary>Hardware threads.</summary>
    [JsonPropertyName("logical_cores")]
    public int LogicalCores { get; init; }

    /// <summary>Instruction set extensions that matter to inference, sorted: <c>avx2</c>, <c>avx512f</c>, <c>asimddp</c>.</summary>
    [JsonPropertyName("isa_extensions")]
    public ImmutableArray<string> IsaExtensions { get; init; } = [];

    /// <summary><c>x64</c>, <c>arm64</c>.</summary>
    [JsonPropertyName("machine")]
    public string Machine { get; init; } = "";

    /// <summary>Highest frequency that the CPU may run at.</summary>
    [JsonPropertyName("cpu_max_m_hz")]
    public double CpuMaxMHz { get; init; }

    /// <summary>Frequency governor.</summary>
    [JsonPropertyName("cpu_governor")]
    public string CpuGovernor { get; init; } = "";

    /// <summary>Memory that this process may use: the machine's, or its container's limit where that is lower.</summary>
    [JsonPropertyName("memory_bytes")]
    public long MemoryBytes { get; init; }

    /// <summary>Name and version of the operating system.</summary>
    [JsonPropertyName("operating_system")]
    public string OperatingSystem { get; init; } = "";

    /// <summary>For example <c>linux-x64</c>.</summary>
    [JsonPropertyName("runtime_identifier")]
    public string RuntimeIdentifier { get; init; } = "";

    /// <summary>Accelerators that a driver reports.</summary>
    [JsonPropertyName("accelerators")]
    public ImmutableArray<Accelerator> Accelerators { get; init; } = [];

    /// <summary>Version of the native ONNX Runtime.</summary>
    [JsonPropertyName("onnx_runtime_version")]
    public string OnnxRuntimeVersion { get; init; } = "";

    /// <summary>Execution providers that ONNX Runtime was built with, in its own order of preference.</summary>
    [JsonPropertyName("onnx_runtime_providers")]
    public ImmutableArray<string> OnnxRuntimeProviders { get; init; } = [];

    /// <summary>SHA-256 of the facts that decide speed and memory, in lower-case hex; the agent computes it.</summary>
    [JsonPropertyName("fingerprint")]
    public string Fingerprint { get; init; } = "";
}
