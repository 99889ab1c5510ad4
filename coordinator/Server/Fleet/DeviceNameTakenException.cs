namespace Lts.Coordinator.Fleet;

/// <summary>Another agent that is online has this device name.</summary>
/// <param name="name">The name that the agent registered with.</param>
internal sealed class DeviceNameTakenException(string name) : Exception(
    $"Another agent is online as device '{name}'. Give this one another name with --name, or stop the other.");
