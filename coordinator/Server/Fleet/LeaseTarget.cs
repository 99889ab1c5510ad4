using System.Collections.Immutable;
using Lts.Domain.Devices;
using Lts.Domain.Measurements;

namespace Lts.Coordinator.Fleet;

/// <summary>A target's side of leases: which devices may take them, in which order, and how to measure.</summary>
/// <param name="StudyId">Id of the study whose population it is.</param>
/// <param name="Ordinal">The target's position within the study.</param>
/// <param name="DeviceClass">The class of devices.</param>
/// <param name="Selectors">Devices of the class that may take leases; empty means all that are approved.</param>
/// <param name="Priority">Higher goes first.</param>
/// <param name="CreateTime">Of equal priorities the older goes first.</param>
/// <param name="Plan">How to measure.</param>
/// <param name="MaxAttempts">Failures worth another attempt before a candidate has failed.</param>
/// <param name="Owner">Who wants to know.</param>
/// <param name="Kind">Why its candidates are handed out.</param>
internal sealed record LeaseTarget(
    string StudyId,
    int Ordinal,
    string DeviceClass,
    ImmutableArray<DeviceSelector> Selectors,
    int Priority,
    DateTimeOffset CreateTime,
    MeasurementPlan Plan,
    int MaxAttempts,
    ILeaseOwner Owner,
    LeaseKind Kind = LeaseKind.Candidate)
{
    /// <summary>Whether a device may take leases.</summary>
    public bool Accepts(DeviceState device) =>
        device.Quarantine is null && device.DeviceClass == DeviceClass && device.IsAdmittedBy(Selectors);
}
