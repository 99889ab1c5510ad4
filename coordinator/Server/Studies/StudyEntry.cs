using System.Collections.Immutable;
using Lts.Coordinator.Storage;
using Lts.Domain.Studies;

namespace Lts.Coordinator.Studies;

/// <summary>A study that is known. Immutable; replaced when it ends or is resumed.</summary>
/// <param name="Row">As stored.</param>
/// <param name="Spec">What was asked for.</param>
/// <param name="Targets">As stored.</param>
/// <param name="Run">Its loops; <see langword="null"/> when it has ended.</param>
internal sealed record StudyEntry(StudyRow Row, StudySpec Spec, ImmutableArray<TargetRow> Targets, StudyRun? Run);
