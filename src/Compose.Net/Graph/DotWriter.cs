using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Compose.Net.Graph;

/// <summary>Writes a drawing in Graphviz's DOT language.</summary>
internal static class DotWriter
{
    public static string Write(TopologyDrawing drawing)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"graph {Quote([drawing.Title])} {{\n");
        text.Append("    rankdir=LR;\n");
        text.Append("    node [fontname=\"sans-serif\"];\n");
        text.Append("    edge [fontname=\"sans-serif\", fontsize=10];\n");
        foreach (DrawnNode node in drawing.Nodes)
        {
            text.Append(CultureInfo.InvariantCulture, $"    {node.Id} [label={Quote(node.Lines)}, {Shape(node.Kind)}];\n");
        }

        foreach (DrawnEdge edge in drawing.Edges)
        {
            string[] attributes = [.. edge.Lines.IsEmpty ? [] : new[] { $"label={Quote(edge.Lines)}" }, .. Line(edge.Kind)];
            string brackets = attributes.Length == 0 ? "" : $" [{string.Join(", ", attributes)}]";
            text.Append(CultureInfo.InvariantCulture, $"    {edge.From} -- {edge.To}{brackets};\n");
        }

        return text.Append("}\n").ToString();
    }

    private static string Shape(DrawnNodeKind kind) => kind switch
    {
        DrawnNodeKind.Network => "shape=ellipse, style=filled, fillcolor=\"#e3f2fd\", color=\"#1565c0\"",
        DrawnNodeKind.InternalNetwork => "shape=hexagon, style=\"filled,dashed\", fillcolor=\"#fce4ec\", color=\"#ad1457\"",
        DrawnNodeKind.Host => "shape=circle",
        _ => "shape=box",
    };

    private static string[] Line(DrawnEdgeKind kind) => kind switch
    {
        DrawnEdgeKind.Published => ["dir=forward", "style=bold"],
        DrawnEdgeKind.Shared => ["style=dashed"],
        _ => [],
    };

    private static string Quote(ImmutableArray<string> lines) => $"\"{string.Join("\\n", lines.Select(Escape))}\"";

    private static string Escape(string line) => line
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal)
        .ReplaceLineEndings("\\n");
}
