using System.Collections.Immutable;

namespace Lts.Domain.Devices;

/// <summary>What is known of the machine. Empty or 0 means that the fact could not be read here.</summary>
public sealed record DeviceFacts
{
    /// <summary>CPU model as the system names it.</summary>
    public string CpuModel { get; init; } = "";

    /// <summary>Cores without hyper-threads.</summary>
    public int PhysicalCores { get; init; }

    /// <summary>Hardware threads.</summary>
    public int LogicalCores { get; init; }

    /// <summary>Instruction set extensions that matter to inference, sorted: <c>avx2</c>, <c>avx512f</c>, <c>asimddp</c>.</summary>
    public ImmutableArray<string> IsaExtensions { get; init; } = [];

    /// <summary><c>x64</c>, <c>arm64</c>.</summary>
    public string Machine { get; init; } = "";

    /// <summary>Highest frequency that the CPU may run at.</summary>
    public double CpuMaxMHz { get; init; }

    /// <summary>Frequency governor.</summary>
    public string CpuGovernor { get; init; } = "";

    /// <summary>Memory that this process may use: the machine's, or its container's limit where that is lower.</summary>
    public long MemoryBytes { get; init; }

    /// <summary>Name and version of the operating system.</summary>
    public string OperatingSystem { get; init; } = "";

    /// <summary>For example <c>linux-x64</c>.</summary>
    public string RuntimeIdentifier { get; init; } = "";

    /// <summary>Accelerators that a driver reports.</summary>
    public ImmutableArray<Accelerator> Accelerators { get; init; } = [];

    /// <summary>Version of the native ONNX Runtime.</summary>
    public string OnnxRuntimeVersion { get; init; } = "";

    /// <summary>Execution providers that ONNX Runtime was built with, in its own order of preference.</summary>
    public ImmutableArray<string> OnnxRuntimeProviders { get; init; } = [];

    /// <summary>SHA-256 of the facts that decide speed and memory, in lower-case hex; the agent computes it.</summary>
    public string Fingerprint { get; init; } = "";
}
