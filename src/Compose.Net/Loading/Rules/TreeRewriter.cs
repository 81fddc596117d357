using Compose.Net.Syntax;

namespace Compose.Net.Loading.Rules;

/// <summary>Walks a document beside a tree of rules and gives each node that has a rule to it, the inner ones first.</summary>
internal static class TreeRewriter
{
    /// <summary>What takes the place of a node that is wrong: it is removed, and its mapping remembers that it was there.</summary>
    public static Node Refused { get; } = new ScalarNode(default, "");

    /// <summary>Rewrites the tree in place.</summary>
    /// <param name="node">The node to start from.</param>
    /// <param name="rules">The rules from this node on.</param>
    /// <param name="apply">Returns the node to put in its place; null removes it, as if it had not been there, and <see cref="Refused"/> because of an error.</param>
    public static Node? Rewrite<T>(Node node, PathTree<T> rules, Func<Node, T, Node?> apply)
        where T : class
    {
        switch (node)
        {
            case MappingNode mapping:
                RewriteMapping(mapping, rules, apply);
                break;
            case SequenceNode sequence when rules.Item is { } itemRules:
                RewriteSequence(sequence, itemRules, apply);
                break;
        }

        return rules.Rule is { } rule ? apply(node, rule) : node;
    }

    private static void RewriteMapping<T>(MappingNode mapping, PathTree<T> rules, Func<Node, T, Node?> apply)
        where T : class
    {
        HashSet<string>? removed = null;
        HashSet<string>? refused = null;
        for (int i = 0; i < mapping.Count; i++)
        {
            MappingEntry entry = mapping[i];
            if (rules.Find(entry.Name) is not { } below)
            {
                continue;
            }

            if (Rewrite(entry.Value, below, apply) is not { } value)
            {
                (removed ??= new HashSet<string>(StringComparer.Ordinal)).Add(entry.Name);
            }
            else if (ReferenceEquals(value, Refused))
            {
                (refused ??= new HashSet<string>(StringComparer.Ordinal)).Add(entry.Name);
            }
            else if (!ReferenceEquals(value, entry.Value))
            {
                mapping.SetValue(i, value);
            }
        }

        if (removed is not null)
        {
            mapping.RemoveAll(entry => removed.Contains(entry.Name));
        }

        if (refused is not null)
        {
            mapping.Refuse(refused);
        }
    }

    private static void RewriteSequence<T>(SequenceNode sequence, PathTree<T> rules, Func<Node, T, Node?> apply)
        where T : class
    {
        int kept = 0;
        List<Node> items = sequence.Items;
        for (int i = 0; i < items.Count; i++)
        {
            if (Rewrite(items[i], rules, apply) is { } item && !ReferenceEquals(item, Refused))
            {
                items[kept++] = item;
            }
        }

        items.RemoveRange(kept, items.Count - kept);
    }
}
