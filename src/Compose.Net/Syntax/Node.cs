using Compose.Net.Diagnostics;

namespace Compose.Net.Syntax;

/// <summary>One node of a YAML document: a scalar, a sequence or a mapping, with its place.</summary>
internal abstract class Node(SourceSpan span, string? tag)
{
    public SourceSpan Span { get; } = span;

    /// <summary>The tag as written, for example <c>!reset</c>; null where there is none.</summary>
    public string? Tag { get; } = tag;

    /// <summary>How many nodes this one stands for once every alias below it is written out.</summary>
    public virtual long Size => 1;

    /// <summary>How many levels it has once every alias below it is written out.</summary>
    public virtual int Height => 1;
}
