namespace Lts.Search.Pareto;

/// <summary>The items that no item added so far dominates, in order of arrival.</summary>
/// <typeparam name="T">What the costs belong to.</typeparam>
internal sealed class ParetoArchive<T>
{
    private readonly List<(T Item, double[] Costs)> _members = [];

    /// <summary>Number of items.</summary>
    public int Count => _members.Count;

    /// <summary>What no other item dominates, in the order of arrival.</summary>
    public IReadOnlyList<T> Items => [.. _members.Select(m => m.Item)];

    /// <summary>Adds an item unless it is dominated, and drops those that it dominates.</summary>
    /// <param name="item">What may join the front.</param>
    /// <param name="costs">Its costs; every column is to be minimised.</param>
    /// <returns>Whether it was added.</returns>
    public bool Add(T item, double[] costs)
    {
        if (_members.Exists(m => ParetoFront.Dominates(m.Costs, costs)))
        {
            return false;
        }

        _members.RemoveAll(m => ParetoFront.Dominates(costs, m.Costs));
        _members.Add((item, costs));
        return true;
    }
}
