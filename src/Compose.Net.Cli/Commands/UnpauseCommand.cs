using System.Collections.Immutable;
using System.CommandLine;
using Compose.Net.Cli.Parsing;
using Compose.Net.Execution;
using Compose.Net.Model;
using Compose.Net.Planning;

namespace Compose.Net.Cli.Commands;

/// <summary>Lets paused containers go on.</summary>
internal sealed class UnpauseCommand(ToolContext tool, GlobalOptions global)
    : LifecycleCommand("unpause", "Let the processes of paused containers go on, dependencies first.", "The services, and no others. Default: all.", "goes on", tool, global)
{
    public override ImmutableArray<(string Line, string Meaning)> Examples => [("unpause web", "one service")];

    protected override Task<Plan> DoAsync(ParseResult parsed, ComposeClient client, ComposeProject project, IProgress<ComposeEvent> progress, CancellationToken cancellationToken) =>
        client.UnpauseAsync(project, new PauseOptions { Services = Services(parsed) }, progress, cancellationToken);
}
