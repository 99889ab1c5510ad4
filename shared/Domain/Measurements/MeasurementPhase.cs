namespace Lts.Domain.Measurements;

/// <summary>The parts of a measurement, in order; numbered as in protos/lts/v1/agent.proto.</summary>
public enum MeasurementPhase
{
    /// <summary>Peak memory, in a process of its own.</summary>
    Memory = 2,

    /// <summary>Latency, against the reference.</summary>
    Latency = 3,
}
