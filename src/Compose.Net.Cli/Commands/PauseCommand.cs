using System.Collections.Immutable;
using System.CommandLine;
using Compose.Net.Cli.Parsing;
using Compose.Net.Execution;
using Compose.Net.Model;
using Compose.Net.Planning;

namespace Compose.Net.Cli.Commands;

/// <summary>Freezes containers.</summary>
internal sealed class PauseCommand(ToolContext tool, GlobalOptions global)
    : LifecycleCommand("pause", "Freeze the processes of containers, dependents first. They keep their memory, their addresses and their ports.", "The services to pause, and no others. Default: all.", "is paused", tool, global)
{
    public override ImmutableArray<(string Line, string Meaning)> Examples => [("pause web", "one service")];

    protected override Task<Plan> DoAsync(ParseResult parsed, ComposeClient client, ComposeProject project, IProgress<ComposeEvent> progress, CancellationToken cancellationToken) =>
        client.PauseAsync(project, new PauseOptions { Services = Services(parsed) }, progress, cancellationToken);
}
