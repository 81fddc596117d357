using Compose.Net.Diagnostics;

namespace Compose.Net.Syntax;

/// <summary>A list of nodes.</summary>
internal sealed class SequenceNode(SourceSpan span, string? tag = null, int capacity = 0) : Node(span, tag)
{
    private long _size = 1;
    private int _height = 1;

    public List<Node> Items { get; } = new(capacity);

    public override long Size => _size;

    public override int Height => _height;

    public void Add(Node item)
    {
        // Half of all lists hold one item, and the list's own first step is room for four.
        if (Items.Capacity == 0)
        {
            Items.Capacity = 1;
        }

        Items.Add(item);
        _size += item.Size;
        _height = Math.Max(_height, item.Height + 1);
    }
}
