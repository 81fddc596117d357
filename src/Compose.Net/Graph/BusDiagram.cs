using System.Collections.Immutable;
using Compose.Net.Model;

namespace Compose.Net.Graph;

/// <summary>
/// A project's networks as parallel lines with the services in rows across them. Where everything is follows from the names alone,
/// so that no two lines ever cross a text, thirty services are as readable as three, and no layout program is needed.
/// </summary>
internal sealed record BusDiagram(string Title, int BoxX, int BoxWidth, int HeadHeight, ImmutableArray<BusColumn> Columns, ImmutableArray<BusRow> Rows, int Width, int Height)
{
    public const int LineHeight = 16;
    public const int Margin = 16;

    // No font is measured: this is wide enough for the widest texts that names make in a sans-serif of 13 pixels.
    private const int CharacterWidth = 8;
    private const int Gap = 24;

    public static BusDiagram Of(ComposeProject project)
    {
        TopologyDrawing drawing = TopologyDrawing.Of(project);
        DrawnNode[] networks = [.. drawing.Nodes.Where(node => node.Kind is DrawnNodeKind.Network or DrawnNodeKind.InternalNetwork).OrderBy(node => node.Kind)];
        var columnOf = networks.Select((node, index) => (node.Id, index)).ToDictionary(entry => entry.Id, entry => entry.index, StringComparer.Ordinal);
        ILookup<string, DrawnEdge> edges = drawing.Edges.Where(edge => edge.Kind == DrawnEdgeKind.Endpoint).ToLookup(edge => edge.From, StringComparer.Ordinal);
        var ports = drawing.Edges.Where(edge => edge.Kind == DrawnEdgeKind.Published).ToDictionary(edge => edge.To, edge => edge.Lines, StringComparer.Ordinal);
        var shared = drawing.Edges.Where(edge => edge.Kind == DrawnEdgeKind.Shared).ToDictionary(edge => edge.From, edge => drawing.Nodes.First(node => node.Id == edge.To).Lines[0], StringComparer.Ordinal);

        // Those with the same networks stand together.
        BusRow[] rows = [.. drawing.Nodes
            .Where(node => node.Kind == DrawnNodeKind.Service)
            .Select(node => new BusRow(
                shared.TryGetValue(node.Id, out string? owner) ? node.Lines.Add($"in the namespace of {owner}") : node.Lines,
                ports.GetValueOrDefault(node.Id, []),
                [.. edges[node.Id].Select(edge => new BusJoint(columnOf[edge.To], edge.Lines)).OrderBy(joint => joint.Column)],
                Y: 0,
                Height: 0))
            .OrderBy(row => string.Join(' ', row.Joints.Select(joint => joint.Column.ToString("D4", null))), StringComparer.Ordinal)
            .ThenBy(row => row.Lines[0], StringComparer.Ordinal)];
        return Place(drawing.Title, networks, rows);
    }

    private static BusDiagram Place(string title, DrawnNode[] networks, BusRow[] rows)
    {
        int portsWidth = rows.Any(row => !row.Ports.IsEmpty) ? WidthOf(rows.SelectMany(row => row.Ports)) + Gap : 0;
        int boxX = Margin + portsWidth;
        int boxWidth = WidthOf(rows.SelectMany(row => row.Lines)) + Gap;
        int headHeight = (networks.Select(network => network.Lines.Length).DefaultIfEmpty(0).Max() * LineHeight) + Margin;

        var columns = new List<BusColumn>(networks.Length);
        int x = boxX + boxWidth + Gap;
        for (int index = 0; index < networks.Length; index++)
        {
            int width = WidthOf([.. networks[index].Lines, .. rows.SelectMany(row => row.Joints).Where(joint => joint.Column == index).SelectMany(joint => joint.Lines)]) + Gap;
            columns.Add(new BusColumn(networks[index].Kind, networks[index].Lines, x + Margin, width));
            x += width + Margin;
        }

        var placed = new List<BusRow>(rows.Length);
        int y = Margin + (2 * LineHeight) + headHeight + Margin;
        foreach (BusRow row in rows)
        {
            int lines = row.Joints.Select(joint => joint.Lines.Length + 1).Append(row.Lines.Length).Append(row.Ports.Length + 1).Max();
            int height = (lines * LineHeight) + Margin;
            placed.Add(row with { Y = y + (height / 2), Height = height });
            y += height;
        }

        return new BusDiagram(title, boxX, boxWidth, headHeight, [.. columns], [.. placed], x + Margin, y + Margin);
    }

    private static int WidthOf(IEnumerable<string> lines) => lines.Select(line => line.Length).DefaultIfEmpty(0).Max() * CharacterWidth;
}
