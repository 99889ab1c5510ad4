using Lts.Domain.Measurements;
using Proto = Lts.Protos.V1;

namespace Lts.Contracts;

/// <summary>How far measurements are, on the wire.</summary>
public static class ProgressMapping
{
    /// <summary>How far the measurement of an attempt is.</summary>
    public static Proto.Progress ToProto(string attemptId, MeasurementProgress progress) => new()
    {
        AttemptId = attemptId,
        Phase = (Proto.MeasurementPhase)progress.Phase,
        Rounds = progress.Rounds,
    };

    /// <summary>How far a measurement is; a phase that a newer agent knows keeps its number.</summary>
    public static MeasurementProgress Read(Proto.Progress message) => new((MeasurementPhase)message.Phase, message.Rounds);
}
