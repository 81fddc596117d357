using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Compose.Net.Graph;

/// <summary>Writes a bus diagram as SVG, which needs no file beside it.</summary>
internal static class SvgWriter
{
    private const int HalfLine = BusDiagram.LineHeight / 2;

    // Colours are written out, twice: not every program that shows pictures knows variables.
    private const string Style = """
        svg { background: #fff; } text { font: 13px sans-serif; fill: #1c2530; } .faint { font-size: 12px; fill: #66717d; }
        .title { font-size: 15px; font-weight: bold; } .name { font-weight: bold; }
        .box { fill: #f3f5f7; stroke: #b8c0c8; } .wire { stroke: #b8c0c8; stroke-width: 1.5; }
        .net { stroke: #1565c0; fill: #1565c0; } rect.net { fill: #e3f2fd; } line.net { stroke-width: 4; }
        .internal { stroke: #ad1457; fill: #ad1457; } rect.internal { fill: #fce4ec; stroke-dasharray: 4; } line.internal { stroke-width: 4; stroke-dasharray: 8 4; }
        @media (prefers-color-scheme: dark) {
          svg { background: #14181c; } text { fill: #e6e9ec; } .faint { fill: #9aa4ae; } .box { fill: #222930; stroke: #4a545e; } .wire { stroke: #4a545e; }
          .net { stroke: #64b5f6; fill: #64b5f6; } rect.net { fill: #14304a; } .internal { stroke: #f48fb1; fill: #f48fb1; } rect.internal { fill: #43202f; }
        }
        """;

    public static string Write(BusDiagram diagram)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {diagram.Width} {diagram.Height}\" width=\"{diagram.Width}\" height=\"{diagram.Height}\" role=\"img\">\n");
        text.Append(CultureInfo.InvariantCulture, $"<title>The networks of {Markup.Escape(diagram.Title)}</title>\n<style>\n{Style.ReplaceLineEndings("\n")}\n</style>\n");
        Text(text, BusDiagram.Margin, BusDiagram.Margin + BusDiagram.LineHeight, "title", diagram.Title);
        foreach (BusColumn column in diagram.Columns)
        {
            Write(text, diagram, column);
        }

        foreach (BusRow row in diagram.Rows)
        {
            Write(text, diagram, row);
        }

        return text.Append("</svg>\n").ToString();
    }

    private static void Write(StringBuilder text, BusDiagram diagram, BusColumn column)
    {
        int top = BusDiagram.Margin + (2 * BusDiagram.LineHeight);
        string kind = Class(column.Kind);
        text.Append(CultureInfo.InvariantCulture, $"<line class=\"{kind}\" x1=\"{column.X}\" y1=\"{top + diagram.HeadHeight}\" x2=\"{column.X}\" y2=\"{diagram.Height - BusDiagram.Margin}\"/>\n");
        text.Append(CultureInfo.InvariantCulture, $"<rect class=\"{kind}\" x=\"{column.X - BusDiagram.Margin}\" y=\"{top}\" width=\"{column.Width}\" height=\"{diagram.HeadHeight}\" rx=\"6\"/>\n");
        for (int line = 0; line < column.Lines.Length; line++)
        {
            Text(text, column.X - HalfLine, top + ((line + 1) * BusDiagram.LineHeight) + 2, line == 0 ? "name" : "faint", column.Lines[line]);
        }
    }

    private static void Write(StringBuilder text, BusDiagram diagram, BusRow row)
    {
        int right = diagram.BoxX + diagram.BoxWidth;
        int boxHeight = row.Height - HalfLine;
        if (!row.Joints.IsEmpty)
        {
            text.Append(CultureInfo.InvariantCulture, $"<line class=\"wire\" x1=\"{right}\" y1=\"{row.Y}\" x2=\"{diagram.Columns[row.Joints[^1].Column].X}\" y2=\"{row.Y}\"/>\n");
        }

        if (!row.Ports.IsEmpty)
        {
            text.Append(CultureInfo.InvariantCulture, $"<line class=\"wire\" x1=\"{BusDiagram.Margin}\" y1=\"{row.Y}\" x2=\"{diagram.BoxX}\" y2=\"{row.Y}\"/>\n");
            Lines(text, BusDiagram.Margin, row.Y - HalfLine - ((row.Ports.Length - 1) * BusDiagram.LineHeight), row.Ports, "faint");
        }

        text.Append(CultureInfo.InvariantCulture, $"<rect class=\"box\" x=\"{diagram.BoxX}\" y=\"{row.Y - (boxHeight / 2)}\" width=\"{diagram.BoxWidth}\" height=\"{boxHeight}\" rx=\"6\"/>\n");
        int first = row.Y + 5 - ((row.Lines.Length - 1) * HalfLine);
        for (int line = 0; line < row.Lines.Length; line++)
        {
            Text(text, diagram.BoxX + 12, first + (line * BusDiagram.LineHeight), line == 0 ? "name" : "faint", row.Lines[line]);
        }

        foreach (BusJoint joint in row.Joints)
        {
            BusColumn column = diagram.Columns[joint.Column];
            text.Append(CultureInfo.InvariantCulture, $"<circle class=\"{Class(column.Kind)}\" cx=\"{column.X}\" cy=\"{row.Y}\" r=\"6\"/>\n");
            Lines(text, column.X + 12, row.Y - HalfLine - ((joint.Lines.Length - 1) * BusDiagram.LineHeight), joint.Lines, "faint");
        }
    }

    private static void Lines(StringBuilder text, int x, int y, ImmutableArray<string> lines, string style)
    {
        for (int line = 0; line < lines.Length; line++)
        {
            Text(text, x, y + (line * BusDiagram.LineHeight), style, lines[line]);
        }
    }

    private static void Text(StringBuilder text, int x, int y, string style, string content) =>
        text.Append(CultureInfo.InvariantCulture, $"<text class=\"{style}\" x=\"{x}\" y=\"{y}\">{Markup.Escape(content)}</text>\n");

    private static string Class(DrawnNodeKind kind) => kind == DrawnNodeKind.InternalNetwork ? "internal" : "net";
}
