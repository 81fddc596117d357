using System.Collections.Immutable;
using System.CommandLine;
using Compose.Net.Cli.Output;
using Compose.Net.Cli.Parsing;
using Compose.Net.Execution;

namespace Compose.Net.Cli.Commands;

/// <summary>Prints what happens to the project's containers.</summary>
internal sealed class EventsCommand : ToolCommand
{
    private readonly Option<bool> _json = new("--json") { Description = "Print one JSON object a line." };
    private readonly MomentOption _since;
    private readonly MomentOption _until;
    private readonly ServiceArgument _services = new("The services to listen to. Default: all.");

    public EventsCommand(ToolContext tool, GlobalOptions global)
        : base("events", "Print what happens to the project's containers, until Ctrl-C or the moment of --until.", tool, global)
    {
        _since = new MomentOption("--since", "Begin with the events of that moment: a date, seconds since 1970, or how long ago, such as 5m.", () => tool.Time);
        _until = new MomentOption("--until", "End at that moment.", () => tool.Time);
        Add(_json);
        Add(_since);
        Add(_until);
        Add(_services);
    }

    public override ImmutableArray<(string Line, string Meaning)> Examples =>
    [
        ("events", "from now on"),
        ("events --json --since 5m --until 0s web", "what happened to web in the last five minutes, for programs"),
    ];

    protected override Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken) => OnEngineAsync(
        parsed,
        async (project, client) =>
        {
            var options = new EventOptions
            {
                Services = [.. parsed.GetValue(_services) ?? []],
                Since = parsed.GetValue(_since),
                Until = parsed.GetValue(_until),
            };
            Func<ContainerEvent, string> line = parsed.GetValue(_json) ? EventText.Json : EventText.Line;
            return await StreamAsync(client.EventsAsync(project, options, cancellationToken), (writer, happened) => writer.WriteLine(line(happened)), cancellationToken).ConfigureAwait(false);
        },
        cancellationToken);
}
