namespace Compose.Net.Loading.Rules;

/// <summary>
/// Rules by path pattern, laid out as a tree so that a walk over a document finds the rules of each node in one step.
/// In a pattern, <c>.</c> separates keys, <c>*</c> is any key and <c>[]</c> is any item: <c>services.*.ports[].target</c>.
/// </summary>
internal sealed class PathTree<T>
    where T : class
{
    private readonly Dictionary<string, PathTree<T>> _keys = new(StringComparer.Ordinal);

    /// <summary>The rule of this very path; null where only paths below have one.</summary>
    public T? Rule { get; private set; }

    /// <summary>What holds for keys that have no pattern of their own.</summary>
    public PathTree<T>? AnyKey { get; private set; }

    /// <summary>What holds for the items of a list.</summary>
    public PathTree<T>? Item { get; private set; }

    /// <summary>The keys that the patterns name.</summary>
    public IReadOnlyCollection<string> Keys => _keys.Keys;

    public static PathTree<T> Of(IEnumerable<(string Pattern, T Rule)> rows)
    {
        var root = new PathTree<T>();
        foreach ((string pattern, T rule) in rows)
        {
            PathTree<T> node = root;
            foreach (string segment in pattern.Split('.', StringSplitOptions.RemoveEmptyEntries))
            {
                string key = segment.TrimEnd('[', ']');
                node = node.Below(key);
                for (int items = (segment.Length - key.Length) / 2; items > 0; items--)
                {
                    node = node.Item ??= new PathTree<T>();
                }
            }

            node.Rule = rule;
        }

        return root;
    }

    public PathTree<T>? Find(string key) => _keys.GetValueOrDefault(key) ?? AnyKey;

    /// <summary>Every path that ends in a key of its own and has a rule, in the order of the text.</summary>
    public IEnumerable<(string Path, T Rule)> Named() => Named("").OrderBy(row => row.Path, StringComparer.Ordinal);

    private IEnumerable<(string Path, T Rule)> Named(string path)
    {
        string dot = path.Length == 0 ? "" : ".";
        IEnumerable<(string Path, T Rule)> rows = (AnyKey?.Named($"{path}{dot}*") ?? []).Concat(Item?.Named($"{path}[]") ?? []);
        foreach ((string key, PathTree<T> below) in _keys)
        {
            rows = rows.Concat(below.Named($"{path}{dot}{key}"));
            if (below.Rule is { } rule)
            {
                rows = rows.Append(($"{path}{dot}{key}", rule));
            }
        }

        return rows;
    }

    private PathTree<T> Below(string key)
    {
        if (key == "*")
        {
            return AnyKey ??= new PathTree<T>();
        }

        if (!_keys.TryGetValue(key, out PathTree<T>? node))
        {
            _keys.Add(key, node = new PathTree<T>());
        }

        return node;
    }
}
