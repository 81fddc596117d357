using System.Collections.Immutable;
using System.CommandLine;
using Compose.Net.Cli.Output;
using Compose.Net.Cli.Parsing;
using Compose.Net.Graph;

namespace Compose.Net.Cli.Commands;

/// <summary>Draws the project's networks.</summary>
internal sealed class GraphCommand : ToolCommand
{
    private readonly ChoiceOption _format = new("--format", "The form of the drawing: text for Mermaid or Graphviz, a picture, a page with a table of who reaches whom, or JSON for programs.", "mermaid", "dot", "svg", "html", "json");
    private readonly Option<string?> _output = new("--output", "-o") { HelpName = "FILE", Description = "Write to a file in place of the standard output." };

    public GraphCommand(ToolContext tool, GlobalOptions global)
        : base("graph", "Draw the networks, the services on them, and the published ports.", tool, global)
    {
        Add(_format);
        Add(_output);
    }

    public override ImmutableArray<(string Line, string Meaning)> Examples =>
    [
        ("graph", "for a Markdown file, in a block named mermaid"),
        ("graph --format html -o networks.html", "a page to look at and to hand on"),
        ("graph --format dot | dot -Tpng -o networks.png", "a picture, with Graphviz"),
    ];

    protected override bool UsesEngine => false;

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var topology = NetworkTopology.From(await LoadAsync(parsed, cancellationToken).ConfigureAwait(false));
        string drawing = parsed.GetValue(_format) switch
        {
            "dot" => topology.ToDot(),
            "svg" => topology.ToSvg(),
            "html" => topology.ToHtml(),
            "json" => topology.ToJson(),
            _ => topology.ToMermaid(),
        };
        if (parsed.GetValue(_output) is { } file)
        {
            await OutputFile.WriteAsync(file, drawing, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            Print(drawing);
        }

        return ExitCodes.Success;
    }
}
