namespace Lts.Trainer.Data.Tokenization.Learning;

/// <summary>Pairs by how often they occur; among equals the one with the smaller left id first, then the smaller right id.</summary>
internal sealed class PairHeap
{
    private (long Count, ulong Pair)[] _items = new (long, ulong)[1024];

    /// <summary>Entries.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a pair with how often it occurs.</summary>
    public void Push(long count, ulong pair)
    {
        if (Count == _items.Length)
        {
            Array.Resize(ref _items, Count * 2);
        }

        var item = (count, pair);
        var at = Count++;
        while (at > 0 && Before(item, _items[(at - 1) >> 1]))
        {
            _items[at] = _items[(at - 1) >> 1];
            at = (at - 1) >> 1;
        }

        _items[at] = item;
    }

    /// <summary>Takes the first; there must be one.</summary>
    public (long Count, ulong Pair) Pop()
    {
        var first = _items[0];
        var item = _items[--Count];
        var at = 0;
        for (var child = 1; child < Count; child = (2 * at) + 1)
        {
            if (child + 1 < Count && Before(_items[child + 1], _items[child]))
            {
                child++;
            }

            if (!Before(_items[child], item))
            {
                break;
            }

            (_items[at], at) = (_items[child], child);
        }

        _items[at] = item;
        return first;
    }

    private static bool Before((long Count, ulong Pair) one, (long Count, ulong Pair) other) =>
        one.Count > other.Count || (one.Count == other.Count && one.Pair < other.Pair);
}
