using System.Text.Json.Serialization;

namespace Lts.Agent.Measurement.Storage;

/// <summary>How fast a device runs the reference graph: the unit of all its latencies.</summary>
internal sealed record Calibration
{
    /// <summary>What it is for; a calibration for anything else is not used.</summary>
    [JsonPropertyName("key")]
    public required CalibrationKey Key { get; init; }

    /// <summary>Calibrated latency of the reference, in milliseconds.</summary>
    [JsonPropertyName("reference_ms")]
    public required double ReferenceMs { get; init; }

    /// <summary>Number of runs behind it.</summary>
    [JsonPropertyName("runs")]
    public required int Runs { get; init; }

    /// <summary>When it was measured.</summary>
    [JsonPropertyName("measured_time")]
    public required DateTimeOffset MeasuredTime { get; init; }
}

/// <summary>Everything that changes the reference's latency.</summary>
/// <param name="CpuModel">The CPU's model name, from the device's facts.</param>
/// <param name="OnnxRuntimeVersion">Version of the native ONNX Runtime.</param>
/// <param name="Provider">Execution provider: <c>cpu</c> or <c>cuda</c>.</param>
/// <param name="Threads">Intra-op threads.</param>
/// <param name="PoolSeed">Seed of the weight pool.</param>
/// <param name="ReferenceSha256">SHA-256 of the reference graph.</param>
internal sealed record CalibrationKey(
    [property: JsonPropertyName("cpu_model")] string CpuModel,
    [property: JsonPropertyName("onnx_runtime_version")] string OnnxRuntimeVersion,
    [property: JsonPropertyName("provider")] string Provider,
    [property: JsonPropertyName("threads")] int Threads,
    [property: JsonPropertyName("pool_seed")] long PoolSeed,
    [property: JsonPropertyName("reference_sha256")] string ReferenceSha256);
