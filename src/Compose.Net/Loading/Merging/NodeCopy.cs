using Compose.Net.Syntax;

namespace Compose.Net.Loading.Merging;

/// <summary>Copies trees, so that each place can be changed for itself.</summary>
internal static class NodeCopy
{
    public static MappingNode Of(MappingNode mapping) => Of(mapping, scalar => scalar);

    /// <summary>The same with each scalar replaced. The reader bounds both the depth and the number of nodes.</summary>
    public static MappingNode Of(MappingNode mapping, Func<ScalarNode, ScalarNode> replace)
    {
        var copy = new MappingNode(mapping.Span, mapping.Tag, mapping.Count);
        for (int i = 0; i < mapping.Count; i++)
        {
            copy.Add(mapping[i].Key, Of(mapping[i].Value, replace));
        }

        copy.AddRefused(mapping);
        return copy;
    }

    private static Node Of(Node node, Func<ScalarNode, ScalarNode> replace)
    {
        switch (node)
        {
            case MappingNode mapping:
                return Of(mapping, replace);
            case SequenceNode sequence:
                var copy = new SequenceNode(sequence.Span, sequence.Tag, sequence.Items.Count);
                foreach (Node item in sequence.Items)
                {
                    copy.Add(Of(item, replace));
                }

                return copy;
            default:
                return replace((ScalarNode)node);
        }
    }
}
