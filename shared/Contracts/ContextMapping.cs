using Lts.Domain.Measurements;
using Proto = Lts.Protos.V1;

namespace Lts.Contracts;

/// <summary>Where and how a number came to be, on the wire.</summary>
public static class ContextMapping
{
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
