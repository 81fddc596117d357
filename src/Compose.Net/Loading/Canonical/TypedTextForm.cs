using Compose.Net.Diagnostics;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Canonical;

/// <summary>A scalar of any kind becomes the text of what it means.</summary>
internal static class TypedTextForm
{
    public static Node Apply(Node node, DiagnosticBag diagnostics) => node is ScalarNode { Kind: not ScalarKind.Text } scalar
        ? new ScalarNode(scalar.Span, ScalarText.Typed(scalar))
        : node;
}
