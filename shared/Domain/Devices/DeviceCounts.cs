namespace Lts.Domain.Devices;

/// <summary>What a device has done.</summary>
/// <param name="Measured">Attempts that brought a measurement or a final failure.</param>
/// <param name="Failed">Attempts that failed or were lost.</param>
public readonly record struct DeviceCounts(long Measured, long Failed);
