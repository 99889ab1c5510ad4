namespace Lts.Trainer.Data.Tokenization.Learning;

/// <summary>The numbers of the pairs that one merge changes, by the token beside it: a merge has few neighbours and many occurrences.</summary>
internal sealed class Neighbours
{
    private const int Unknown = PairStatistics.None - 1;
    private readonly List<int> _seen = [];
    private int[] _numbers = [];

    /// <summary>Tokens that were asked for since the last <see cref="Forget"/>.</summary>
    public IReadOnlyList<int> Seen => _seen;

    /// <summary>The number of the pair with a neighbour; looked up the first time.</summary>
    public int Number<T>(int neighbour, T state, Func<int, T, int> lookUp)
    {
        if (neighbour >= _numbers.Length)
        {
            var before = _numbers.Length;
            Array.Resize(ref _numbers, Math.Max(1024, 2 * (neighbour + 1)));
            _numbers.AsSpan(before).Fill(Unknown);
        }

        ref var number = ref _numbers[neighbour];
        if (number == Unknown)
        {
            number = lookUp(neighbour, state);
            _seen.Add(neighbour);
        }

        return number;
    }

    /// <summary>Begins anew, for another merge.</summary>
    public void Forget()
    {
        foreach (var neighbour in _seen)
        {
            _numbers[neighbour] = Unknown;
        }

        _seen.Clear();
    }
}
