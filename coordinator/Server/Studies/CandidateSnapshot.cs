using Lts.Coordinator.Storage;

namespace Lts.Coordinator.Studies;

/// <summary>A candidate at one moment, judged within its target.</summary>
/// <param name="Row">What is known of it.</param>
/// <param name="DeviceClass">Its target's class.</param>
/// <param name="Feasible">It was measured and meets every constraint.</param>
/// <param name="OnFrontier">No other feasible candidate of its target dominates it.</param>
internal sealed record CandidateSnapshot(CandidateRow Row, string DeviceClass, bool Feasible, bool OnFrontier);
