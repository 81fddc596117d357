using Compose.Net.Diagnostics;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Canonical;

/// <summary>Exposed ports, which may be written as numbers, become texts.</summary>
internal static class ExposeForm
{
    public static Node Apply(Node node, DiagnosticBag diagnostics)
    {
        var list = (SequenceNode)node;
        for (int i = 0; i < list.Items.Count; i++)
        {
            list.Items[i] = new ScalarNode(list.Items[i].Span, ScalarText.Typed((ScalarNode)list.Items[i]));
        }

        return list;
    }
}
