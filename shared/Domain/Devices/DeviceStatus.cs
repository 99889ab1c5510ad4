namespace Lts.Domain.Devices;

/// <summary>What a device is doing. A removed device is not known at all.</summary>
public enum DeviceStatus
{
    /// <summary>Connected, and takes leases.</summary>
    Online = 1,

    /// <summary>Finishes what it holds, gets nothing new.</summary>
    Draining = 2,

    /// <summary>Holds nothing, gets nothing new.</summary>
    Drained = 3,

    /// <summary>Not connected.</summary>
    Offline = 4,

    /// <summary>Its measurements contradict others: it gets nothing until somebody releases it, whether connected or not.</summary>
    Quarantined = 6,
}
