using System.Collections.Immutable;

namespace Lts.Domain.Studies;

/// <summary>A study at one moment.</summary>
/// <param name="Id">Its id; empty for one that was only validated.</param>
/// <param name="State">What it is doing.</param>
/// <param name="Spec">What was asked for.</param>
/// <param name="Targets">One population each.</param>
/// <param name="CreateTime">When it was created.</param>
/// <param name="EndTime">When it ended.</param>
/// <param name="FailureMessage">Why it failed.</param>
public sealed record StudySnapshot(
    string Id,
    StudyState State,
    StudySpec Spec,
    ImmutableArray<TargetSnapshot> Targets,
    DateTimeOffset CreateTime,
    DateTimeOffset? EndTime,
    string? FailureMessage);
