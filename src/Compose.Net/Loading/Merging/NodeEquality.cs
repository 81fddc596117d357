using Compose.Net.Syntax;

namespace Compose.Net.Loading.Merging;

/// <summary>Tells whether two values mean the same, wherever they stand.</summary>
internal static class NodeEquality
{
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
