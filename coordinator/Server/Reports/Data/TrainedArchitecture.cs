using Lts.Coordinator.Trainings;
using Lts.Domain.Architectures;

namespace Lts.Coordinator.Reports.Data;

/// <summary>An architecture, and what came of training it.</summary>
/// <param name="Architecture">The candidate's.</param>
/// <param name="Training">The latest of its recipe.</param>
internal sealed record TrainedArchitecture(Architecture Architecture, CandidateTraining Training);
