using Lts.Domain.Candidates;
using Lts.Domain.Measurements;

namespace Lts.Coordinator.Storage;

/// <summary>What the search was told of a candidate whose outcome was replaced later.</summary>
/// <param name="Key">Names the candidate, which has an outcome.</param>
/// <param name="Outcome">The outcome that it had, without raw samples.</param>
internal sealed record ToldRow(CandidateKey Key, MeasurementOutcome Outcome);
