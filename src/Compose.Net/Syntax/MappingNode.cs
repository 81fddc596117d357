using System.Diagnostics.CodeAnalysis;
using Compose.Net.Diagnostics;

namespace Compose.Net.Syntax;

/// <summary>Keys with their values, in the order of the file.</summary>
internal sealed class MappingNode(SourceSpan span, string? tag = null, int capacity = 0) : Node(span, tag)
{
    // Most mappings are short, and a scan of a few strings beats a hash table.
    private const int IndexFrom = 17;

    private MappingEntry[] _entries = capacity == 0 ? [] : new MappingEntry[capacity];
    private Dictionary<string, int>? _index;
    private HashSet<string>? _refused;
    private long _size = 1;
    private int _height = 1;

    public int Count { get; private set; }

    /// <summary>The entries; those of a merge key stand behind the mapping's own.</summary>
    public IReadOnlyList<MappingEntry> Entries => new ArraySegment<MappingEntry>(_entries, 0, Count);

    /// <summary>The entries of the mapping at a key; none where there is no mapping.</summary>
    public IReadOnlyList<MappingEntry> EntriesOf(string key) => Get<MappingNode>(key)?.Entries ?? [];

    public override long Size => _size;

    public override int Height => _height;

    public MappingEntry this[int position] => _entries.AsSpan(0, Count)[position];

    /// <summary>Adds an entry whose key is not there yet.</summary>
    public void Add(ScalarNode key, Node value)
    {
        if (Count == _entries.Length)
        {
            Array.Resize(ref _entries, Math.Max(4, 2 * Count));
        }

        _index?.Add(key.Text, Count);
        _entries[Count++] = new MappingEntry(key, value);
        _size += 1 + value.Size;
        _height = Math.Max(_height, value.Height + 1);
    }

    /// <summary>Adds an entry, or gives the one of that key another value.</summary>
    public void Set(ScalarNode key, Node value)
    {
        int position = PositionOf(key.Text);
        if (position < 0)
        {
            Add(key, value);
        }
        else
        {
            _entries[position] = new MappingEntry(key, value);
        }
    }

    public void SetValue(int position, Node value) => _entries[position] = this[position] with { Value = value };

    /// <summary>Removes every entry that the condition names, in one pass.</summary>
    public void RemoveAll(Predicate<MappingEntry> condition)
    {
        int kept = 0;
        for (int i = 0; i < Count; i++)
        {
            if (!condition(_entries[i]))
            {
                _entries[kept++] = _entries[i];
            }
        }

        if (kept < Count)
        {
            Array.Clear(_entries, kept, Count - kept);
            Count = kept;
            _index = null;
        }
    }

    /// <summary>Takes out keys because of an error, and remembers them, so that nobody says that they are missing.</summary>
    public void Refuse(IReadOnlySet<string> keys)
    {
        RemoveAll(entry => keys.Contains(entry.Name));
        (_refused ??= new HashSet<string>(StringComparer.Ordinal)).UnionWith(keys);
    }

    /// <summary>Remembers what was taken out of another mapping that this one stands for.</summary>
    public void AddRefused(MappingNode other)
    {
        if (other._refused is { } refused)
        {
            (_refused ??= new HashSet<string>(StringComparer.Ordinal)).UnionWith(refused);
        }
    }

    /// <summary>Whether the key was there and was taken out because of an error.</summary>
    public bool IsRefused(string key) => _refused?.Contains(key) == true;

    public bool Contains(string key) => PositionOf(key) >= 0;

    public bool TryGet(string key, [MaybeNullWhen(false)] out Node value)
    {
        bool found = TryGetEntry(key, out MappingEntry entry);
        value = entry.Value;
        return found;
    }

    public bool TryGetEntry(string key, out MappingEntry entry)
    {
        int position = PositionOf(key);
        entry = position < 0 ? default : _entries[position];
        return position >= 0;
    }

    /// <summary>The value of a key where there is one of that form.</summary>
    public T? Get<T>(string key)
        where T : Node =>
        TryGet(key, out Node? value) ? value as T : null;

    private int PositionOf(string key)
    {
        if (Count >= IndexFrom)
        {
            return (_index ??= MakeIndex()).GetValueOrDefault(key, -1);
        }

        for (int i = 0; i < Count; i++)
        {
            if (string.Equals(_entries[i].Key.Text, key, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return -1;
    }

    private Dictionary<string, int> MakeIndex()
    {
        var index = new Dictionary<string, int>(_entries.Length, StringComparer.Ordinal);
        for (int i = 0; i < Count; i++)
        {
            index.Add(_entries[i].Key.Text, i);
        }

        return index;
    }
}
