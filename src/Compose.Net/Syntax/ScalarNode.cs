using Compose.Net.Diagnostics;

namespace Compose.Net.Syntax;

/// <summary>A scalar: its text, and what the text means.</summary>
internal sealed class ScalarNode(SourceSpan span, string text, ScalarKind kind = ScalarKind.Text, string? tag = null) : Node(span, tag)
{
    public string Text { get; } = text;

    public ScalarKind Kind { get; } = kind;

    public bool IsNull => Kind == ScalarKind.Null;
}
