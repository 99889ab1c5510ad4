using System.Collections.Immutable;

namespace Lts.Coordinator.Fleet;

/// <summary>The answer to a registration.</summary>
/// <param name="Session">What the agent's messages belong to from now on.</param>
/// <param name="DeviceClass">The device's class.</param>
/// <param name="IsApproved">Whether an operator knows the device.</param>
/// <param name="DroppedAttemptIds">Attempts that the agent holds and nobody wants.</param>
internal sealed record SessionStart(DeviceSession Session, string DeviceClass, bool IsApproved, ImmutableArray<string> DroppedAttemptIds);
