using Lts.Domain.Studies;

namespace Lts.Coordinator.Storage;

/// <summary>A change of a study's state.</summary>
/// <param name="StudyId">Which study.</param>
/// <param name="State">Its new state; <see cref="StudyState.Running"/> when it is resumed.</param>
/// <param name="EndTime">When it ended; <see langword="null"/> when it is resumed.</param>
/// <param name="FailureMessage">Why it failed.</param>
/// <param name="Summaries">The last progress of each target as JSON, by ordinal; empty when it is resumed.</param>
internal sealed record StudyEnd(
    string StudyId, StudyState State, DateTimeOffset? EndTime, string? FailureMessage, IReadOnlyList<string> Summaries);
