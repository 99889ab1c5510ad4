namespace Lts.Coordinator.Storage;

/// <summary>What a device has done.</summary>
/// <param name="Measured">Attempts that brought a measurement or a final failure.</param>
/// <param name="Failed">Attempts that failed or were lost.</param>
internal readonly record struct DeviceCounts(long Measured, long Failed);
