namespace Lts.Domain.Studies;

/// <summary>The settings of one way to search, as data. coordinator/Search turns them into a search.</summary>
public abstract record SearchAlgorithm
{
    private protected SearchAlgorithm()
    {
    }

    /// <summary>The name in files, for example <c>evolutionary</c>.</summary>
    public abstract string Name { get; }
}
