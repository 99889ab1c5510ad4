using Lts.Agent.Measurement;
using V1 = Lts.Protos.V1;

namespace Lts.Agent.Connection;

/// <summary>Progress to the wire.</summary>
internal static class MappingProgress
{
    /// <summary>How far the measurement of an attempt is.</summary>
    public static V1.Progress ToProto(string attemptId, MeasurementProgress progress) => new()
    {
        AttemptId = attemptId,
        Phase = progress.Phase switch
        {
            MeasurementPhase.Memory => V1.MeasurementPhase.Memory,
            MeasurementPhase.Latency => V1.MeasurementPhase.Latency,
            _ => V1.MeasurementPhase.Unspecified,
        },
        Rounds = progress.Rounds,
    };
}
