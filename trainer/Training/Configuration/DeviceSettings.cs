namespace Lts.Trainer.Training.Configuration;

/// <summary>Where a run computes.</summary>
/// <param name="Kind">Which kind of device computes: processor or GPU.</param>
/// <param name="Threads">Threads of the CPU; 0 for as many as there are cores.</param>
/// <param name="Precision">Of matrix products; weights and the optimiser's state are always float32.</param>
internal sealed record DeviceSettings(DeviceKind Kind, int Threads, Precision Precision);
