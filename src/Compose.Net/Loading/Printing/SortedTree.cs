using Compose.Net.Syntax;

namespace Compose.Net.Loading.Printing;

/// <summary>Lays a tree of nodes out for printing as it is: keys in the order of their text, below the project's name.</summary>
internal static class SortedTree
{
    // The reader bounds the depth.
    public static MappingNode Of(MappingNode mapping)
    {
        var sorted = new MappingNode(mapping.Span, null, mapping.Count);
        foreach (MappingEntry entry in mapping.Entries.OrderBy(entry => entry.Name, StringComparer.Ordinal))
        {
            sorted.Add(entry.Key, Of(entry.Value));
        }

        return sorted;
    }

    private static Node Of(Node node)
    {
        switch (node)
        {
            case MappingNode mapping:
                return Of(mapping);
            case SequenceNode sequence:
                var copy = new SequenceNode(sequence.Span, null, sequence.Items.Count);
                foreach (Node item in sequence.Items)
                {
                    copy.Add(Of(item));
                }

                return copy;
            default:
                return node;
        }
    }
}
