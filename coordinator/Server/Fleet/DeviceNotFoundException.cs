namespace Lts.Coordinator.Fleet;

/// <summary>No device has this name.</summary>
/// <param name="name">What was asked for.</param>
internal sealed class DeviceNotFoundException(string name) : Exception(
    $"There is no device '{name}'. 'lts devices list' shows all that are known.");
