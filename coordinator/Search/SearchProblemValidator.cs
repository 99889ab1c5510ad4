namespace Lts.Search;

/// <summary>Says what is wrong with a search, all of it at once.</summary>
public static class SearchProblemValidator
{
    /// <summary>Checks objectives, constraints, limits and the algorithm's settings; the space has a validation of its own.</summary>
    /// <returns>One message an error, beginning with the field's name in a study file; empty when all is well.</returns>
    public static IReadOnlyList<string> Validate(SearchProblem problem, SearchAlgorithm algorithm)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(algorithm);
        return [.. algorithm.Errors(problem)];
    }
}
