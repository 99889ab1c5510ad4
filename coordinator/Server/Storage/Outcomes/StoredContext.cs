using System.Text.Json.Serialization;
using Lts.Domain.Measurements;

namespace Lts.Coordinator.Storage.Outcomes;

/// <summary>Where and how a number came to be, as it is stored.</summary>
internal sealed record StoredContext(
    [property: JsonPropertyName("device_fingerprint")] string? DeviceFingerprint,
    [property: JsonPropertyName("cpu_model")] string? CpuModel,
    [property: JsonPropertyName("cpu_governor")] string? CpuGovernor,
    [property: JsonPropertyName("cpu_m_hz")] StoredPair? CpuMHz,
    [property: JsonPropertyName("temperature_celsius")] StoredPair? TemperatureCelsius,
    [property: JsonPropertyName("load_average")] StoredPair? LoadAverage,
    [property: JsonPropertyName("onnx_runtime_version")] string? OnnxRuntimeVersion,
    [property: JsonPropertyName("provider")] string? Provider,
    [property: JsonPropertyName("threads")] int Threads,
    [property: JsonPropertyName("pool_seed")] long PoolSeed,
    [property: JsonPropertyName("agent_version")] string? AgentVersion,
    [property: JsonPropertyName("reference_graph_sha256")] string? ReferenceGraphSha256,
    [property: JsonPropertyName("start_time")] DateTimeOffset StartTime,
    [property: JsonPropertyName("end_time")] DateTimeOffset EndTime,
    [property: JsonPropertyName("session_create_ms")] double SessionCreateMs,
    [property: JsonPropertyName("run_ms")] double RunMs,
    [property: JsonPropertyName("overhead_ms")] double OverheadMs)
{
    /// <summary>As it is stored.</summary>
    public static StoredContext Of(MeasurementContext context) => new(
        context.DeviceFingerprint,
        context.CpuModel,
        context.CpuGovernor,
        StoredPair.Of(context.CpuMHz),
        StoredPair.Of(context.TemperatureCelsius),
        StoredPair.Of(context.LoadAverage),
        context.OnnxRuntimeVersion,
        context.Provider,
        context.Threads,
        context.PoolSeed,
        context.AgentVersion,
        context.ReferenceGraphSha256,
        context.StartTime,
        context.EndTime,
        context.SessionCreateMs,
        context.RunMs,
        context.OverheadMs);

    /// <summary>As it was stored.</summary>
    public MeasurementContext Read() => new()
    {
        DeviceFingerprint = DeviceFingerprint ?? "",
        CpuModel = CpuModel ?? "",
        CpuGovernor = CpuGovernor ?? "",
        CpuMHz = CpuMHz?.Read() ?? default,
        TemperatureCelsius = TemperatureCelsius?.Read() ?? default,
        LoadAverage = LoadAverage?.Read() ?? default,
        OnnxRuntimeVersion = OnnxRuntimeVersion ?? "",
        Provider = Provider ?? "",
        Threads = Threads,
        PoolSeed = PoolSeed,
        AgentVersion = AgentVersion ?? "",
        ReferenceGraphSha256 = ReferenceGraphSha256 ?? "",
        StartTime = StartTime,
        EndTime = EndTime,
        SessionCreateMs = SessionCreateMs,
        RunMs = RunMs,
        OverheadMs = OverheadMs,
    };
}
