using System.Collections.Immutable;
using System.CommandLine;
using Compose.Net.Cli.Parsing;
using Compose.Net.Execution;
using Compose.Net.Model;
using Compose.Net.Planning;

namespace Compose.Net.Cli.Commands;

/// <summary>A command that is about the images of services, whether they run or not.</summary>
internal abstract class ImageCommand(string name, string description, string outcome, ToolContext tool, GlobalOptions global) : ToolCommand(name, description, tool, global)
{
    /// <summary>Whether no progress is shown.</summary>
    protected abstract Option<bool> Quiet { get; }

    /// <summary>The services; none means all.</summary>
    protected abstract ServiceArgument Services { get; }

    /// <summary>Plans the verb, carries it out, and returns the plan.</summary>
    protected abstract Task<Plan> DoAsync(ParseResult parsed, ComposeClient client, ComposeProject project, ImmutableArray<string> services, IProgress<ComposeEvent> progress, CancellationToken cancellationToken);

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        (ComposeProject project, ImmutableArray<string> services) = await LoadAsync(parsed, Services, cancellationToken).ConfigureAwait(false);
        ComposeClient client = await ConnectAsync(parsed, cancellationToken).ConfigureAwait(false);
        await using (client.ConfigureAwait(false))
        {
            await ChangeAsync(parsed, outcome, progress => DoAsync(parsed, client, project, services, progress, cancellationToken), cancellationToken, parsed.GetValue(Quiet)).ConfigureAwait(false);
            return ExitCodes.Success;
        }
    }
}
