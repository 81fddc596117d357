using Compose.Net.Loading.Values;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Stages;

/// <summary>
/// Puts variables into all values, or only notes them where they are to stay. It makes a copy in which no two places share a node, so that the later stages can change
/// each place for itself.
/// </summary>
internal sealed class Interpolate : ILoadStage
{
    public void Run(LoadContext context)
    {
        var interpolator = new Interpolator(context.Variables, context.Diagnostics, context.UsedVariables);
        foreach (LoadDocument document in context.Documents)
        {
            document.Root = Copy(document.Root, interpolator);
        }
    }

    // The reader bounds both the depth and the number of nodes.
    private static MappingNode Copy(MappingNode mapping, Interpolator interpolator)
    {
        var copy = new MappingNode(mapping.Span, mapping.Tag, mapping.Count);
        for (int i = 0; i < mapping.Count; i++)
        {
            copy.Add(mapping[i].Key, Copy(mapping[i].Value, interpolator));
        }

        return copy;
    }

    private static Node Copy(Node node, Interpolator interpolator)
    {
        switch (node)
        {
            case MappingNode mapping:
                return Copy(mapping, interpolator);
            case SequenceNode sequence:
                var copy = new SequenceNode(sequence.Span, sequence.Tag, sequence.Items.Count);
                foreach (Node item in sequence.Items)
                {
                    copy.Add(Copy(item, interpolator));
                }

                return copy;
            case ScalarNode { Kind: ScalarKind.Text } scalar:
                // What has no value is reported; the text itself keeps the later stages from saying more about it.
                string text = interpolator.Expand(scalar.Text, scalar.Span) ?? scalar.Text;
                return ReferenceEquals(text, scalar.Text) ? scalar : new ScalarNode(scalar.Span, text, ScalarKind.Text, scalar.Tag);
            default:
                return node;
        }
    }
}
