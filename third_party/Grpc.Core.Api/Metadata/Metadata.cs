using System.Collections;

namespace Grpc.Core;

/// <summary>Headers or trailers: an ordered list in which a key may repeat. Keys that end in <c>-bin</c> carry bytes.</summary>
public sealed partial class Metadata : IList<Metadata.Entry>
{
    /// <summary>The ending of keys that carry bytes.</summary>
    public const string BinaryHeaderSuffix = "-bin";

    /// <summary>An empty list that stays empty.</summary>
    public static readonly Metadata Empty = new() { IsReadOnly = true };

    private readonly List<Entry> _entries = [];

    /// <inheritdoc/>
    public int Count => _entries.Count;

    /// <inheritdoc/>
    public bool IsReadOnly { get; private init; }

    private List<Entry> Writable =>
        IsReadOnly ? throw new InvalidOperationException("This list of headers cannot be changed; make one of your own.") : _entries;

    /// <inheritdoc/>
    public Entry this[int index]
    {
        get => _entries[index];
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            Writable[index] = value;
        }
    }

    /// <summary>The last entry of a key, in any case; <see langword="null"/> when there is none.</summary>
    public Entry? Get(string key) => _entries.FindLast(entry => entry.HasKey(key));

    /// <summary>The text of the last entry of a key.</summary>
    public string? GetValue(string key) => Get(key)?.Value;

    /// <summary>The bytes of the last entry of a key.</summary>
    public byte[]? GetValueBytes(string key) => Get(key)?.ValueBytes;

    /// <summary>All entries of a key, in order.</summary>
    public IEnumerable<Entry> GetAll(string key) => _entries.Where(entry => entry.HasKey(key));

    /// <summary>Adds text.</summary>
    public void Add(string key, string value) => Add(new Entry(key, value));

    /// <summary>Adds bytes.</summary>
    public void Add(string key, byte[] valueBytes) => Add(new Entry(key, valueBytes));

    /// <inheritdoc/>
    public void Add(Entry item)
    {
        ArgumentNullException.ThrowIfNull(item);
        Writable.Add(item);
    }

    /// <inheritdoc/>
    public void Insert(int index, Entry item)
    {
        ArgumentNullException.ThrowIfNull(item);
        Writable.Insert(index, item);
    }

    /// <inheritdoc/>
    public void RemoveAt(int index) => Writable.RemoveAt(index);

    /// <inheritdoc/>
    public bool Remove(Entry item) => Writable.Remove(item);

    /// <inheritdoc/>
    public void Clear() => Writable.Clear();

    /// <inheritdoc/>
    public int IndexOf(Entry item) => _entries.IndexOf(item);

    /// <inheritdoc/>
    public bool Contains(Entry item) => _entries.Contains(item);

    /// <inheritdoc/>
    public void CopyTo(Entry[] array, int arrayIndex) => _entries.CopyTo(array, arrayIndex);

    /// <inheritdoc/>
    public IEnumerator<Entry> GetEnumerator() => _entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
