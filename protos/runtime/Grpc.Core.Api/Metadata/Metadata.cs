using System.Collections;

namespace Grpc.Core;

/// <summary>
/// The headers or trailers of a call, in order; a key may occur more than once. Keys are lower case, and a key ending in
/// <see cref="BinaryHeaderSuffix"/> carries bytes, any other key ASCII text.
/// </summary>
public sealed partial class Metadata : IList<Metadata.Entry>
{
    /// <summary>The ending that makes a key binary.</summary>
    public const string BinaryHeaderSuffix = "-bin";

    /// <summary>No entry, and none can be added.</summary>
    public static readonly Metadata Empty = new() { frozen = true };

    private readonly List<Entry> entries = [];
    private bool frozen;

    public int Count => entries.Count;

    public bool IsReadOnly => frozen;

    /// <exception cref="InvalidOperationException">On set, when this metadata is read-only.</exception>
    public Entry this[int index]
    {
        get => entries[index];
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            Writable()[index] = value;
        }
    }

    /// <summary>The last entry under <paramref name="key"/>, whatever its case; null when there is none.</summary>
    public Entry? Get(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return entries.FindLast(entry => entry.HasKey(key));
    }

    /// <summary>The text of the last entry under <paramref name="key"/>; null when there is none.</summary>
    /// <exception cref="InvalidOperationException">The entry is binary.</exception>
    public string? GetValue(string key) => Get(key)?.Value;

    /// <summary>The bytes of the last entry under <paramref name="key"/>; null when there is none.</summary>
    public byte[]? GetValueBytes(string key) => Get(key)?.ValueBytes;

    /// <summary>All entries under <paramref name="key"/>, in order.</summary>
    public IEnumerable<Entry> GetAll(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return entries.Where(entry => entry.HasKey(key));
    }

    /// <exception cref="InvalidOperationException">This metadata is read-only.</exception>
    public void Add(Entry item)
    {
        ArgumentNullException.ThrowIfNull(item);
        Writable().Add(item);
    }

    /// <summary>Adds a text entry.</summary>
    public void Add(string key, string value) => Add(new Entry(key, value));

    /// <summary>Adds a binary entry.</summary>
    public void Add(string key, byte[] valueBytes) => Add(new Entry(key, valueBytes));

    public void Insert(int index, Entry item)
    {
        ArgumentNullException.ThrowIfNull(item);
        Writable().Insert(index, item);
    }

    public bool Remove(Entry item) => Writable().Remove(item);

    public void RemoveAt(int index) => Writable().RemoveAt(index);

    public void Clear() => Writable().Clear();

    public int IndexOf(Entry item) => entries.IndexOf(item);

    public bool Contains(Entry item) => entries.Contains(item);

    public void CopyTo(Entry[] array, int arrayIndex) => entries.CopyTo(array, arrayIndex);

    public IEnumerator<Entry> GetEnumerator() => entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private List<Entry> Writable() =>
        frozen ? throw new InvalidOperationException("This metadata is read-only.") : entries;
}
