namespace Lts.Trainer.Data.Tokenization;

/// <summary>A binary heap of (rank, position): lowest rank first, then lowest position.</summary>
internal sealed class RankHeap
{
    private ulong[] _items = new ulong[64];
    private int _count;

    /// <summary>Empties it and keeps its memory.</summary>
    public void Clear() => _count = 0;

    /// <summary>Empties it and lets its memory go.</summary>
    public void Trim() => (_items, _count) = (new ulong[64], 0);

    /// <summary>Adds a pair of neighbours by the rank of its merge.</summary>
    public void Push(int rank, int position)
    {
        if (_count == _items.Length)
        {
            Array.Resize(ref _items, _count * 2);
        }

        var item = ((ulong)(uint)rank << 32) | (uint)position;
        var at = _count++;
        while (at > 0 && item < _items[(at - 1) >> 1])
        {
            _items[at] = _items[(at - 1) >> 1];
            at = (at - 1) >> 1;
        }

        _items[at] = item;
    }

    /// <summary>Takes the pair of the lowest rank, among equals the leftmost; <see langword="false"/> when it is empty.</summary>
    public bool TryPop(out int rank, out int position)
    {
        (rank, position) = (0, 0);
        if (_count == 0)
        {
            return false;
        }

        (rank, position) = ((int)(_items[0] >> 32), (int)(uint)_items[0]);
        var item = _items[--_count];
        var at = 0;
        for (var child = 1; child < _count; child = (2 * at) + 1)
        {
            if (child + 1 < _count && _items[child + 1] < _items[child])
            {
                child++;
            }

            if (item <= _items[child])
            {
                break;
            }

            (_items[at], at) = (_items[child], child);
        }

        _items[at] = item;
        return true;
    }
}
