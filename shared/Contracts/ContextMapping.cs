using Lts.Domain;
using Lts.Domain.Measurements;
using Proto = Lts.Protos.V1;

namespace Lts.Contracts;

/// <summary>Where and how a number came to be, on the wire.</summary>
public static class ContextMapping
{
    /// <summary>Finds texts that are too long, figures that are none, and moments that no calendar has.</summary>
    internal static void Check(Proto.MeasurementContext? message, MessageCheck check)
    {
        if (message is null)
        {
            return;
        }

        check.Text("device_fingerprint", message.DeviceFingerprint);
        check.Text("cpu_model", message.CpuModel);
        check.Text("cpu_governor", message.CpuGovernor);
        check.Text("onnxruntime_version", message.OnnxruntimeVersion);
        check.Text("provider", message.Provider);
        check.Text("agent_version", message.AgentVersion);
        check.Text("reference_graph_sha256", message.ReferenceGraphSha256);
        check.Figure("cpu_mhz_start", message.CpuMhzStart);
        check.Figure("cpu_mhz_end", message.CpuMhzEnd);
        check.Number("temperature_start_celsius", message.TemperatureStartCelsius, -Limits.LargestFigure, Limits.LargestFigure);
        check.Number("temperature_end_celsius", message.TemperatureEndCelsius, -Limits.LargestFigure, Limits.LargestFigure);
        check.Figure("load_average_start", message.LoadAverageStart);
        check.Figure("load_average_end", message.LoadAverageEnd);
        check.Number("threads", message.Threads, 0, Limits.CoreCount);
        check.Figure("session_create_ms", message.SessionCreateMs);
        check.Figure("run_ms", message.RunMs);
        check.Number("overhead_ms", message.OverheadMs, -Limits.LargestFigure, Limits.LargestFigure);
        check.Time("start_time", message.StartTime);
        check.Time("end_time", message.EndTime);
    }

    /// <summary>From the wire; empty when the agent sent none.</summary>
    public static MeasurementContext Read(Proto.MeasurementContext? message) => message is null ? new() : new()
    {
        DeviceFingerprint = message.DeviceFingerprint,
        CpuModel = message.CpuModel,
        CpuGovernor = message.CpuGovernor,
        CpuMHz = (message.CpuMhzStart, message.CpuMhzEnd),
        TemperatureCelsius = (message.TemperatureStartCelsius, message.TemperatureEndCelsius),
        LoadAverage = (message.LoadAverageStart, message.LoadAverageEnd),
        OnnxRuntimeVersion = message.OnnxruntimeVersion,
        Provider = message.Provider,
        Threads = message.Threads,
        PoolSeed = message.PoolSeed,
        AgentVersion = message.AgentVersion,
        ReferenceGraphSha256 = message.ReferenceGraphSha256,
        StartTime = WireTime.Read(message.StartTime),
        EndTime = WireTime.Read(message.EndTime),
        SessionCreateMs = message.SessionCreateMs,
        RunMs = message.RunMs,
        OverheadMs = message.OverheadMs,
    };

    /// <summary>To the wire.</summary>
    public static Proto.MeasurementContext ToProto(MeasurementContext context) => new()
    {
        DeviceFingerprint = context.DeviceFingerprint,
        CpuModel = context.CpuModel,
        CpuGovernor = context.CpuGovernor,
        CpuMhzStart = context.CpuMHz.Start,
        CpuMhzEnd = context.CpuMHz.End,
        TemperatureStartCelsius = context.TemperatureCelsius.Start,
        TemperatureEndCelsius = context.TemperatureCelsius.End,
        LoadAverageStart = context.LoadAverage.Start,
        LoadAverageEnd = context.LoadAverage.End,
        OnnxruntimeVersion = context.OnnxRuntimeVersion,
        Provider = context.Provider,
        Threads = context.Threads,
        PoolSeed = context.PoolSeed,
        AgentVersion = context.AgentVersion,
        ReferenceGraphSha256 = context.ReferenceGraphSha256,
        StartTime = WireTime.ToProto(context.StartTime),
        EndTime = WireTime.ToProto(context.EndTime),
        SessionCreateMs = context.SessionCreateMs,
        RunMs = context.RunMs,
        OverheadMs = context.OverheadMs,
    };
}
