namespace Lts.Domain.Measurements;

/// <summary>How far a measurement is.</summary>
/// <param name="Phase">What is being measured.</param>
/// <param name="Rounds">Latency rounds so far.</param>
public readonly record struct MeasurementProgress(MeasurementPhase Phase, int Rounds);
