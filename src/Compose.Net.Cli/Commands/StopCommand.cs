using System.Collections.Immutable;
using System.CommandLine;
using Compose.Net.Cli.Parsing;
using Compose.Net.Execution;
using Compose.Net.Model;
using Compose.Net.Planning;

namespace Compose.Net.Cli.Commands;

/// <summary>Stops containers.</summary>
internal sealed class StopCommand : LifecycleCommand
{
    private readonly TimeoutOption _timeout = new();

    public StopCommand(ToolContext tool, GlobalOptions global)
        : base("stop", "Stop containers, dependents first. They stay, and \"start\" starts them again.", "The services to stop, and no others. Default: all.", "is stopped", tool, global)
    {
        Add(_timeout);
    }

    public override ImmutableArray<(string Line, string Meaning)> Examples =>
    [
        ("stop", "every service"),
        ("stop -t 2 web", "one service, which gets 2 seconds to end"),
    ];

    protected override Task<Plan> DoAsync(ParseResult parsed, ComposeClient client, ComposeProject project, IProgress<ComposeEvent> progress, CancellationToken cancellationToken) =>
        client.StopAsync(project, new StopOptions { Services = Services(parsed), Timeout = parsed.GetValue(_timeout) }, progress, cancellationToken);
}
