using Lts.Domain.Measurements;

namespace Lts.Coordinator.Fleet;

/// <summary>What one attempt measured of a candidate, as far as it is compared with other attempts.</summary>
/// <param name="DeviceName">The device that measured it.</param>
/// <param name="Attempt">Number of the attempt among those of the candidate.</param>
/// <param name="Measurement">What it brought, with or without raw samples.</param>
internal sealed record Reading(string DeviceName, int Attempt, CandidateMeasurement Measurement);
