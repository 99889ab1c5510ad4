using System.Text.Json.Serialization;
using Lts.Agent.Measurement.Storage;

namespace Lts.Agent.Commands;

/// <summary>A calibration, as <c>--json</c> prints it.</summary>
/// <param name="ReferenceMs">Latency of the reference graph.</param>
/// <param name="PreviousReferenceMs">What it replaces; absent for nothing.</param>
/// <param name="Provider">Execution provider.</param>
/// <param name="Threads">Intra-op threads.</param>
/// <param name="PoolSeed">Seed of the weight pool.</param>
/// <param name="Runs">Runs that it is the result of.</param>
/// <param name="MeasuredTime">When it was measured, by the device's clock.</param>
internal sealed record CalibrationJson(
    double ReferenceMs,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? PreviousReferenceMs,
    string Provider,
    int Threads,
    long PoolSeed,
    int Runs,
    DateTimeOffset MeasuredTime)
{
    /// <summary>The JSON form.</summary>
    /// <param name="calibration">What was measured.</param>
    /// <param name="before">What it replaces, if anything.</param>
    public static CalibrationJson Of(Calibration calibration, Calibration? before) => new(
        calibration.ReferenceMs, before?.ReferenceMs, calibration.Key.Provider, calibration.Key.Threads, calibration.Key.PoolSeed,
        calibration.Runs, calibration.MeasuredTime);
}
