using Lts.Domain.Measurements;

namespace Lts.Contracts.Json;

/// <summary>Where and how a number came to be. 0 or empty means that the device could not tell.</summary>
public sealed record ContextJson(
    string DeviceFingerprint,
    string CpuModel,
    string CpuGovernor,
    double CpuMhzStart,
    double CpuMhzEnd,
    double TemperatureStartCelsius,
    double TemperatureEndCelsius,
    double LoadAverageStart,
    double LoadAverageEnd,
    string OnnxruntimeVersion,
    string Provider,
    int Threads,
    long PoolSeed,
    string AgentVersion,
    string ReferenceGraphSha256,
    DateTimeOffset StartTime,
    DateTimeOffset EndTime,
    double SessionCreateMs,
    double RunMs,
    double OverheadMs)
{
    /// <summary>The JSON form.</summary>
    public static ContextJson Of(MeasurementContext context) => new(
        context.DeviceFingerprint, context.CpuModel, context.CpuGovernor, context.CpuMHz.Start, context.CpuMHz.End,
        context.TemperatureCelsius.Start, context.TemperatureCelsius.End, context.LoadAverage.Start, context.LoadAverage.End,
        context.OnnxRuntimeVersion, context.Provider, context.Threads, context.PoolSeed, context.AgentVersion,
        context.ReferenceGraphSha256, context.StartTime, context.EndTime, context.SessionCreateMs, context.RunMs, context.OverheadMs);
}
