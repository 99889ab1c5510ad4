using Lts.Domain.Studies;

namespace Lts.Search;

/// <summary>What a study asks of its searches.</summary>
public static class StudyProblem
{
    /// <summary>The search's side of a specification: every target searches for the same.</summary>
    public static SearchProblem ToProblem(this StudySpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return new SearchProblem(spec.Space, spec.Objectives, spec.Constraints, spec.Seed, spec.MaxCandidates);
    }
}
