namespace Lts.Agent.Measurement;

/// <summary>How far a measurement is.</summary>
/// <param name="Phase">What is being measured.</param>
/// <param name="Rounds">Latency rounds so far.</param>
internal readonly record struct MeasurementProgress(MeasurementPhase Phase, int Rounds);

/// <summary>The parts of a measurement, in order.</summary>
internal enum MeasurementPhase
{
    /// <summary>Peak memory, in a process of its own.</summary>
    Memory = 1,

    /// <summary>Latency, against the reference.</summary>
    Latency = 2,
}
