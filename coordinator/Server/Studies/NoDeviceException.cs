namespace Lts.Coordinator.Studies;

/// <summary>A study's selectors match no known device.</summary>
/// <param name="message">Which, and what there is.</param>
internal sealed class NoDeviceException(string message) : Exception(message);
