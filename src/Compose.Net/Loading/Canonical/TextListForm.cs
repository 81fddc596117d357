using Compose.Net.Diagnostics;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Canonical;

/// <summary>A text alone becomes a list of one.</summary>
internal static class TextListForm
{
    public static Node Apply(Node node, DiagnosticBag diagnostics)
    {
        if (node is not ScalarNode text)
        {
            return node;
        }

        var list = new SequenceNode(text.Span);
        list.Add(text);
        return list;
    }
}
