using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Compose.Net.Graph;

/// <summary>Writes a drawing as a Mermaid flowchart.</summary>
internal static class MermaidWriter
{
    private const string NeedsNoEscape = " _.,:/()-";

    public static string Write(TopologyDrawing drawing)
    {
        var text = new StringBuilder("flowchart LR\n");
        foreach (DrawnNode node in drawing.Nodes)
        {
            (string open, string close) = Shape(node.Kind);
            text.Append(CultureInfo.InvariantCulture, $"    {node.Id}{open}{Quote(node.Lines)}{close}\n");
        }

        foreach (DrawnEdge edge in drawing.Edges)
        {
            string label = edge.Lines.IsEmpty ? "" : $"|{Quote(edge.Lines)}|";
            text.Append(CultureInfo.InvariantCulture, $"    {edge.From} {Line(edge.Kind)}{label} {edge.To}\n");
        }

        text.Append("    classDef network fill:#e3f2fd,stroke:#1565c0\n");
        text.Append("    classDef internal fill:#fce4ec,stroke:#ad1457,stroke-dasharray:4\n");
        Classify(text, drawing, DrawnNodeKind.Network, "network");
        Classify(text, drawing, DrawnNodeKind.InternalNetwork, "internal");
        return text.ToString();
    }

    private static (string Open, string Close) Shape(DrawnNodeKind kind) => kind switch
    {
        DrawnNodeKind.Network => ("([", "])"),
        DrawnNodeKind.InternalNetwork => ("{{", "}}"),
        DrawnNodeKind.Host => ("((", "))"),
        _ => ("[", "]"),
    };

    private static string Line(DrawnEdgeKind kind) => kind switch
    {
        DrawnEdgeKind.Published => "==>",
        DrawnEdgeKind.Shared => "-.-",
        _ => "---",
    };

    private static void Classify(StringBuilder text, TopologyDrawing drawing, DrawnNodeKind kind, string name)
    {
        string[] ids = [.. drawing.Nodes.Where(node => node.Kind == kind).Select(node => node.Id)];
        if (ids.Length > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"    class {string.Join(',', ids)} {name}\n");
        }
    }

    private static string Quote(ImmutableArray<string> lines) => $"\"{string.Join("<br/>", lines.Select(Escape))}\"";

    // Within quotes Mermaid reads #35; as the character of that number.
    private static string Escape(string line)
    {
        var text = new StringBuilder(line.Length);
        foreach (Rune rune in line.EnumerateRunes())
        {
            if (rune.IsAscii && (Rune.IsLetterOrDigit(rune) || NeedsNoEscape.Contains((char)rune.Value)))
            {
                text.Append((char)rune.Value);
            }
            else
            {
                text.Append(CultureInfo.InvariantCulture, $"#{rune.Value};");
            }
        }

        return text.ToString();
    }
}
