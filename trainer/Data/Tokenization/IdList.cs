using System.Runtime.CompilerServices;

namespace Lts.Trainer.Data.Tokenization;

/// <summary>A growing array of token ids that can be written to without a check an id.</summary>
internal sealed class IdList
{
    private int[] _ids = new int[256];

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>All of them.</summary>
    public ReadOnlySpan<int> Span => _ids.AsSpan(0, Count);

    /// <summary>Forgets all, and keeps the memory.</summary>
    public void Clear() => Count = 0;

    /// <summary>Forgets the first ones, and keeps the memory.</summary>
    /// <param name="count">How many, at most all.</param>
    public void RemoveFirst(int count)
    {
        Span[count..].CopyTo(_ids);
        Count -= count;
    }

    /// <summary>Appends one.</summary>
    public void Add(int id)
    {
        if (Count == _ids.Length)
        {
            Grow(1);
        }

        _ids[Count++] = id;
    }

    /// <summary>Room behind the last id; <see cref="Advance"/> then says how much of it was used.</summary>
    /// <param name="room">Number of ids that there must be room for.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<int> Reserve(int room)
    {
        if (_ids.Length - Count < room)
        {
            Grow(room);
        }

        return _ids.AsSpan(Count);
    }

    /// <summary>Makes ids that were written into the room the last ones.</summary>
    public void Advance(int count) => Count += count;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow(int room) => Array.Resize(ref _ids, Math.Max(checked(Count + room), (int)Math.Min(Array.MaxLength, _ids.Length * 2L)));
}
