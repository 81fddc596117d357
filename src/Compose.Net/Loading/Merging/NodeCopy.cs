using Compose.Net.Syntax;

namespace Compose.Net.Loading.Merging;

/// <summary>Copies trees, so that each place can be changed for itself.</summary>
internal static class NodeCopy
{
    // The reader bounds the depth.
    public static MappingNode Of(MappingNode mapping)
    {
        var copy = new MappingNode(mapping.Span, mapping.Tag, mapping.Count);
        for (int i = 0; i < mapping.Count; i++)
        {
            copy.Add(mapping[i].Key, Of(mapping[i].Value));
        }

        copy.AddRefused(mapping);
        return copy;
    }

    private static Node Of(Node node)
    {
        switch (node)
        {
            case MappingNode mapping:
                return Of(mapping);
            case SequenceNode sequence:
                var copy = new SequenceNode(sequence.Span, sequence.Tag, sequence.Items.Count);
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
