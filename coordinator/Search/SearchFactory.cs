using Lts.Domain.Studies;

namespace Lts.Search;

/// <summary>Makes searches.</summary>
public static class SearchFactory
{
    /// <summary>A search at its beginning.</summary>
    /// <param name="problem">What to look for.</param>
    /// <param name="algorithm">The algorithm, as its options.</param>
    /// <exception cref="ArgumentException"><see cref="SearchProblemValidator"/> finds errors; the message lists them all.</exception>
    public static ISearch Create(SearchProblem problem, SearchAlgorithm algorithm)
    {
        var errors = SearchProblemValidator.Validate(problem, algorithm);
        return errors.Count == 0
            ? AlgorithmTable.CreateSearch(problem, algorithm)
            : throw new ArgumentException(string.Join('\n', errors), nameof(problem));
    }
}
