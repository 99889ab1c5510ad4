using System.Collections.Immutable;

namespace Lts.Coordinator.Fleet;

/// <summary>What an agent told about its machine. Empty or 0 where it could not tell.</summary>
internal sealed record DeviceFacts
{
    /// <summary>CPU model.</summary>
    public string CpuModel { get; init; } = "";

    /// <summary>Physical cores.</summary>
    public int PhysicalCores { get; init; }

    /// <summary>Logical cores.</summary>
    public int LogicalCores { get; init; }

    /// <summary>Instruction set extensions, for example <c>avx2</c>.</summary>
    public ImmutableArray<string> IsaExtensions { get; init; } = [];

    /// <summary><c>x64</c>, <c>arm64</c>.</summary>
    public string Machine { get; init; } = "";

    /// <summary>Highest CPU frequency, in MHz.</summary>
    public double CpuMaxMHz { get; init; }

    /// <summary>CPU frequency governor.</summary>
    public string CpuGovernor { get; init; } = "";

    /// <summary>Physical memory, in bytes.</summary>
    public long MemoryBytes { get; init; }

    /// <summary>Operating system.</summary>
    public string OperatingSystem { get; init; } = "";

    /// <summary>.NET runtime identifier, for example <c>linux-x64</c>.</summary>
    public string RuntimeIdentifier { get; init; } = "";

    /// <summary>GPUs and the like.</summary>
    public ImmutableArray<Accelerator> Accelerators { get; init; } = [];

    /// <summary>Version of the native ONNX Runtime.</summary>
    public string OnnxRuntimeVersion { get; init; } = "";

    /// <summary>Execution providers that it has.</summary>
    public ImmutableArray<string> OnnxRuntimeProviders { get; init; } = [];

    /// <summary>The agent's own hash of the facts that decide speed and memory.</summary>
    public string Fingerprint { get; init; } = "";
}
