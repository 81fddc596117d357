using Compose.Net.Diagnostics;
using Compose.Net.Model;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Binding;

/// <summary>Finds places in the tree that a project was made of.</summary>
internal sealed class TreePlaces(MappingNode root) : IProjectPlaces
{
    // A section alone is no place: it may be missing what is asked for.
    private const int Least = 2;

    public SourceSpan? Find(ReadOnlySpan<string> path)
    {
        Node node = root;
        SourceSpan place = default;
        int depth = 0;
        while (depth < path.Length && node is MappingNode mapping && mapping.TryGetEntry(path[depth], out MappingEntry entry) && !WasAdded(entry, mapping))
        {
            (node, place) = (entry.Value, entry.Key.Span);
            depth++;
        }

        return depth < Math.Min(Least, path.Length) ? null : depth == path.Length && node is ScalarNode ? node.Span : place;
    }

    // What loading adds has the place of what it is added to, or where that begins; what stands in a file has a length.
    private static bool WasAdded(MappingEntry entry, MappingNode mapping) =>
        entry.Key.Span is { Line: > 0 } span && (span == mapping.Span || (span.EndLine, span.EndColumn) == (span.Line, span.Column));
}
