using Lts.Domain.Architectures;
using Lts.Domain.Candidates;
using Lts.Domain.Metrics;

namespace Lts.Coordinator.Storage;

/// <summary>What judging needs of a candidate that was measured.</summary>
/// <param name="Key">Study, target and order of proposal.</param>
/// <param name="Architecture">What was measured.</param>
/// <param name="Values">What was measured of it.</param>
internal sealed record MeasuredCandidate(CandidateKey Key, Architecture Architecture, MetricValues Values);
