namespace Lts.Coordinator.Fleet;

/// <summary>The device name belongs to another agent, whose key registered it first.</summary>
/// <param name="name">The name that the agent registered with.</param>
/// <param name="isOnline">Whether that agent is connected now.</param>
internal sealed class DeviceNameTakenException(string name, bool isOnline) : Exception(
    $"The name '{name}' belongs to another agent, which is {(isOnline ? "online" : "offline")} now. Give this one another name with --name. "
    + $"If it is the same device with a new data directory, free the name first: 'lts devices remove {name}'.");
