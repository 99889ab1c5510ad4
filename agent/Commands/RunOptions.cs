using System.Collections.Immutable;
using Lts.Serving.Client;

namespace Lts.Agent.Commands;

/// <summary>What <c>lts-agent run</c> was asked to do, not yet checked.</summary>
internal sealed record RunOptions
{
    /// <summary>Address of the coordinator, for example <c>http://192.168.1.10:5210</c>.</summary>
    public string? Coordinator { get; init; }

    /// <summary>Name of the device. Defaults to the host's name.</summary>
    public required string Name { get; init; }

    /// <summary>Words that select this device.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>Intra-op threads. Default 1.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Execution provider: <c>cpu</c> or <c>cuda</c>.</summary>
    public string Provider { get; init; } = "cpu";

    /// <summary>Folder of a CUDA build of ONNX Runtime; <see langword="null"/> for the libraries that come with the agent.</summary>
    public string? CudaLibraries { get; init; }

    /// <summary>Data directory.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>Device class; <see langword="null"/> lets the coordinator make it from what the device is.</summary>
    public string? DeviceClass { get; init; }

    /// <summary>Leases held at a time. Default 2: one runs, one is prefetched.</summary>
    public int Capacity { get; init; } = 2;

    /// <summary>Certificates for an https coordinator.</summary>
    public ClientTls Tls { get; init; } = ClientTls.None;

    /// <summary>End when standard input closes. Default false.</summary>
    public bool EndWithParent { get; init; }

    /// <summary>Log debug lines too.</summary>
    public bool Verbose { get; init; }

    /// <summary>Also log there; <see langword="null"/> for standard error only.</summary>
    public string? LogFile { get; init; }
}
