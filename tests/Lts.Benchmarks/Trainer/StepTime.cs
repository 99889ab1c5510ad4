namespace Lts.Benchmarks.Trainer;

/// <summary>What one step took.</summary>
/// <param name="WallMs">Milliseconds on the clock.</param>
/// <param name="CpuMs">Milliseconds of all processors together: what other programs of the machine disturb less.</param>
/// <param name="Loss">Before the step, in nats a token.</param>
internal sealed record StepTime(double WallMs, double CpuMs, double Loss);
