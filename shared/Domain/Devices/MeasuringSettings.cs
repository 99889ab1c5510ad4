namespace Lts.Domain.Devices;

/// <summary>How an agent measures; part of the device's class.</summary>
/// <param name="Provider">Execution provider: <c>cpu</c>, <c>cuda</c>.</param>
/// <param name="Threads">Intra-op threads.</param>
public sealed record MeasuringSettings(string Provider, int Threads);
