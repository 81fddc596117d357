using Compose.Net.Diagnostics;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Canonical;

/// <summary>A list of texts in which the same text counts once.</summary>
internal static class UniqueTextForm
{
    public static Node Apply(Node node, DiagnosticBag diagnostics)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var list = (SequenceNode)node;
        for (int i = 0; i < list.Items.Count; i++)
        {
            // A number, which a group of users may be, is the text of its value.
            if (list.Items[i] is ScalarNode { Kind: not ScalarKind.Text } scalar)
            {
                list.Items[i] = new ScalarNode(scalar.Span, ScalarText.Typed(scalar));
            }
        }

        list.Items.RemoveAll(item => !seen.Add(((ScalarNode)item).Text));
        return list;
    }
}
