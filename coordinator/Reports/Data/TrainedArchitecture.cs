using Lts.Domain.Architectures;
using Lts.Domain.Trainings;

namespace Lts.Reports.Data;

/// <summary>An architecture, and what came of training it.</summary>
/// <param name="Architecture">As it was measured; what was trained may have another vocabulary.</param>
/// <param name="Training">The latest of its recipe.</param>
internal sealed record TrainedArchitecture(Architecture Architecture, CandidateTraining Training);
