namespace Lts.Domain.Measurements;

/// <summary>Where and how a number came to be. 0 or empty means that the device could not tell.</summary>
public sealed record MeasurementContext
{
    /// <summary>SHA-256 of the facts that decide the device's speed and memory.</summary>
    public string DeviceFingerprint { get; init; } = "";

    /// <summary>CPU model.</summary>
    public string CpuModel { get; init; } = "";

    /// <summary>CPU frequency governor.</summary>
    public string CpuGovernor { get; init; } = "";

    /// <summary>CPU frequency before and after, in MHz.</summary>
    public (double Start, double End) CpuMHz { get; init; }

    /// <summary>Temperature before and after, in degrees Celsius.</summary>
    public (double Start, double End) TemperatureCelsius { get; init; }

    /// <summary>One-minute load average before and after.</summary>
    public (double Start, double End) LoadAverage { get; init; }

    /// <summary>Version of the native ONNX Runtime.</summary>
    public string OnnxRuntimeVersion { get; init; } = "";

    /// <summary>Execution provider: <c>cpu</c>, <c>cuda</c>.</summary>
    public string Provider { get; init; } = "";

    /// <summary>Intra-op threads.</summary>
    public int Threads { get; init; }

    /// <summary>Seed of the weight pool.</summary>
    public long PoolSeed { get; init; }

    /// <summary>Version of the agent.</summary>
    public string AgentVersion { get; init; } = "";

    /// <summary>SHA-256 of the reference graph, in lower-case hex.</summary>
    public string ReferenceGraphSha256 { get; init; } = "";

    /// <summary>When the measurement started, by the device's clock.</summary>
    public DateTimeOffset StartTime { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset EndTime { get; init; }

    /// <summary>Time spent creating sessions, in milliseconds.</summary>
    public double SessionCreateMs { get; init; }

    /// <summary>Time spent in warm-ups, rounds and memory runs, in milliseconds.</summary>
    public double RunMs { get; init; }

    /// <summary>The rest of the candidate's time on the device, in milliseconds.</summary>
    public double OverheadMs { get; init; }
}
