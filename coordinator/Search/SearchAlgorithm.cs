namespace Lts.Search;

/// <summary>The settings of one way to search; <see cref="SearchFactory"/> makes the search itself.</summary>
public abstract record SearchAlgorithm
{
    private protected SearchAlgorithm()
    {
    }

    /// <summary>The name in files, for example <c>evolutionary</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Creates a search. The settings are valid.</summary>
    internal abstract ISearch CreateSearch(SearchProblem problem);

    /// <summary>Every error of these settings, each message naming the field.</summary>
    internal abstract IEnumerable<string> Errors(SearchProblem problem);
}
