using Lts.Domain.Studies;

namespace Lts.Coordinator.Storage;

/// <summary>A study as it is stored.</summary>
/// <param name="Id">Random, unique.</param>
/// <param name="Name">The user's, unique.</param>
/// <param name="State">What it is doing.</param>
/// <param name="Spec">The whole specification as JSON.</param>
/// <param name="CreateTime">When it was created.</param>
/// <param name="EndTime">When it ended; <see langword="null"/> while running.</param>
/// <param name="FailureMessage">Why it failed, for people.</param>
internal sealed record StudyRow(
    string Id,
    string Name,
    StudyState State,
    string Spec,
    DateTimeOffset CreateTime,
    DateTimeOffset? EndTime = null,
    string? FailureMessage = null);
