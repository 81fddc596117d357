using System.Globalization;
using System.Text;
using Compose.Net.Model;

namespace Compose.Net.Graph;

/// <summary>Writes a topology as one page without a script: the picture, the table of who reaches whom, and a line of reasons for each pair.</summary>
internal static class HtmlWriter
{
    private const string Style = """
        :root { color-scheme: light dark; font: 15px system-ui, sans-serif; }
        body { margin: 2rem auto; max-width: 90rem; padding: 0 1rem; }
        .picture, .table { overflow: auto; }
        table { border-collapse: collapse; } th, td { border: 1px solid #8886; padding: .3rem .6rem; text-align: center; }
        tbody th { text-align: right; } .yes { background: #2e7d3233; } .no { opacity: .6; } .host { background: #f9a82533; }
        details { margin: .3rem 0; } summary { cursor: pointer; }
        """;

    public static string Write(ComposeProject project, NetworkTopology topology)
    {
        string title = $"The networks of {Markup.Escape(project.Name)}";
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n<style>\n{Style.ReplaceLineEndings("\n")}\n</style>\n</head>\n<body>\n<h1>{title}</h1>\n<div class=\"picture\">\n");
        text.Append(topology.ToSvg());
        text.Append("</div>\n<h2>Who reaches whom</h2>\n<p>A row reaches a column over a common network (yes), only at a port that is published on the host (port), or not at all (no).</p>\n<div class=\"table\">\n");
        WriteTable(text, topology);
        text.Append("</div>\n<h2>Why</h2>\n");
        foreach (string from in topology.Services)
        {
            WriteReasons(text, topology, from);
        }

        return text.Append("</body>\n</html>\n").ToString();
    }

    private static void WriteTable(StringBuilder text, NetworkTopology topology)
    {
        text.Append("<table>\n<thead><tr><td></td>");
        foreach (string to in topology.Services)
        {
            text.Append(CultureInfo.InvariantCulture, $"<th scope=\"col\">{Markup.Escape(to)}</th>");
        }

        text.Append("</tr></thead>\n<tbody>\n");
        foreach (string from in topology.Services)
        {
            text.Append(CultureInfo.InvariantCulture, $"<tr><th scope=\"row\">{Markup.Escape(from)}</th>");
            foreach (string to in topology.Services)
            {
                text.Append(from == to ? "<td></td>" : Cell(topology.Between(from, to)));
            }

            text.Append("</tr>\n");
        }

        text.Append("</tbody>\n</table>\n");
    }

    private static string Cell(Reachability reachability)
    {
        (string style, string word) = reachability switch
        {
            { IsReachable: true } => ("yes", "yes"),
            { HostPorts.IsEmpty: false } => ("host", "port"),
            _ => ("no", "no"),
        };
        return $"<td class=\"{style}\" title=\"{Markup.Escape(string.Join(' ', reachability.Reasons))}\">{word}</td>";
    }

    private static void WriteReasons(StringBuilder text, NetworkTopology topology, string from)
    {
        text.Append(CultureInfo.InvariantCulture, $"<details><summary>{Markup.Escape(from)}</summary>\n<ul>\n");
        foreach (string to in topology.Services.Where(to => to != from))
        {
            Reachability reachability = topology.Between(from, to);
            text.Append(CultureInfo.InvariantCulture, $"<li>{reachability.Verb} <b>{Markup.Escape(to)}</b>{reachability.Restriction}: {Markup.Escape(string.Join(' ', reachability.Reasons))}</li>\n");
        }

        text.Append("</ul>\n</details>\n");
    }
}
