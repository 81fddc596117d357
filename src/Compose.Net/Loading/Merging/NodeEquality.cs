using Compose.Net.Syntax;

namespace Compose.Net.Loading.Merging;

/// <summary>Tells whether two values mean the same, wherever they stand.</summary>
internal sealed class NodeEquality : IEqualityComparer<Node>
{
    public static NodeEquality Comparer { get; } = new();

    public bool Equals(Node? left, Node? right) => left is null || right is null ? ReferenceEquals(left, right) : Same(left, right);

    public int GetHashCode(Node node) => node switch
    {
        ScalarNode scalar => HashCode.Combine(scalar.Kind, ScalarText.Typed(scalar)),
        SequenceNode sequence => sequence.Items.Aggregate(0, (hash, item) => HashCode.Combine(hash, GetHashCode(item))),
        MappingNode mapping => mapping.Entries.Aggregate(0, (hash, entry) => hash ^ HashCode.Combine(entry.Name, GetHashCode(entry.Value))), // In any order.
        _ => 0,
    };

    public static bool Same(Node left, Node right)
    {
        switch (left, right)
        {
            case (ScalarNode a, ScalarNode b):
                return a.Kind == b.Kind && ScalarText.Typed(a) == ScalarText.Typed(b);
            case (SequenceNode a, SequenceNode b):
                return a.Items.Count == b.Items.Count && a.Items.Zip(b.Items).All(pair => Same(pair.First, pair.Second));
            case (MappingNode a, MappingNode b):
                return a.Count == b.Count && a.Entries.All(entry => b.TryGet(entry.Name, out Node? other) && Same(entry.Value, other));
            default:
                return false;
        }
    }
}
