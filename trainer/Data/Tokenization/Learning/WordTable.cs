using System.Numerics;

namespace Lts.Trainer.Data.Tokenization.Learning;

/// <summary>How often each piece of a text occurs: a hash table over bytes that makes no object a word. Not for several threads.</summary>
internal sealed class WordTable
{
    private const int FirstBits = 12;
    private int[] _slots = NewSlots(FirstBits); // index into _words, or -1
    private Word[] _words = new Word[1 << (FirstBits - 1)];
    private byte[] _bytes = new byte[1 << 16];
    private int _used;

    /// <summary>Different words.</summary>
    public int Count { get; private set; }

    /// <summary>Counts a word.</summary>
    public void Add(ReadOnlySpan<byte> word, long count)
    {
        var hash = Hash(word);
        var mask = _slots.Length - 1;
        for (var at = (int)hash & mask; ; at = (at + 1) & mask)
        {
            var index = _slots[at];
            if (index < 0)
            {
                Insert(word, hash, count, at);
                return;
            }

            ref var known = ref _words[index];
            if (known.Hash == hash && known.Length == word.Length && Bytes(known).SequenceEqual(word))
            {
                known.Count += count;
                return;
            }
        }
    }

    /// <summary>A word and how often it was counted, in the order of first occurrence.</summary>
    public ReadOnlySpan<byte> At(int index, out long count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        count = _words[index].Count;
        return Bytes(_words[index]);
    }

    private ReadOnlySpan<byte> Bytes(in Word word) => _bytes.AsSpan(word.Start, word.Length);

    private void Insert(ReadOnlySpan<byte> word, uint hash, long count, int at)
    {
        if (_bytes.Length - _used < word.Length)
        {
            Array.Resize(ref _bytes, checked((int)Math.Min(Array.MaxLength, Math.Max(_bytes.Length * 2L, _used + (long)word.Length))));
        }

        word.CopyTo(_bytes.AsSpan(_used));
        _words[Count] = new Word { Hash = hash, Start = _used, Length = word.Length, Count = count };
        _slots[at] = Count++;
        _used += word.Length;
        if (Count == _words.Length)
        {
            Grow();
        }
    }

    private void Grow()
    {
        Array.Resize(ref _words, _words.Length * 2);
        _slots = NewSlots(BitOperations.Log2((uint)_slots.Length) + 1);
        var mask = _slots.Length - 1;
        for (var index = 0; index < Count; index++)
        {
            var at = (int)_words[index].Hash & mask;
            while (_slots[at] >= 0)
            {
                at = (at + 1) & mask;
            }

            _slots[at] = index;
        }
    }

    private static int[] NewSlots(int bits)
    {
        var slots = new int[1 << bits];
        Array.Fill(slots, -1);
        return slots;
    }

    private static uint Hash(ReadOnlySpan<byte> word)
    {
        var hash = (ulong)word.Length;
        while (word.Length >= sizeof(ulong))
        {
            hash = (hash ^ BitConverter.ToUInt64(word)) * 0x9E3779B97F4A7C15;
            hash ^= hash >> 32;
            word = word[sizeof(ulong)..];
        }

        ulong rest = 0;
        for (var i = 0; i < word.Length; i++)
        {
            rest |= (ulong)word[i] << (8 * i);
        }

        hash = (hash ^ rest) * 0xD6E8FEB86659FD93;
        return (uint)(hash >> 32);
    }

    private struct Word
    {
        /// <summary>How often the word was counted.</summary>
        public long Count;
        /// <summary>Hash of its bytes.</summary>
        public uint Hash;
        /// <summary>Index of its first byte among the bytes of all words.</summary>
        public int Start;
        /// <summary>Number of its bytes.</summary>
        public int Length;
    }
}
