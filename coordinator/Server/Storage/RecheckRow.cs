using Lts.Domain.Candidates;
using Lts.Domain.Measurements;

namespace Lts.Coordinator.Storage;

/// <summary>A later outcome of a candidate that had one, as it is stored.</summary>
/// <param name="Key">Names the candidate, which has an outcome.</param>
/// <param name="Attempt">Number of the attempt that brought it.</param>
/// <param name="DeviceName">Who measured it.</param>
/// <param name="Outcome">What it brought, without raw samples.</param>
internal sealed record RecheckRow(CandidateKey Key, int Attempt, string DeviceName, MeasurementOutcome Outcome);
