using System.Collections.Immutable;
using System.CommandLine;
using Compose.Net.Cli.Parsing;

namespace Compose.Net.Cli.Commands.Networks;

/// <summary>Unplugs a container from a network.</summary>
internal sealed class NetworkDisconnectCommand : ToolCommand
{
    private readonly Argument<string> _network = new("NETWORK") { Description = "The network's name or id." };
    private readonly Argument<string> _container = new("CONTAINER") { Description = "The container's name or id." };
    private readonly Option<bool> _force = new("--force", "-f") { Description = "Taken as docker takes it; a container is always unplugged, also from a network that is gone, and an endpoint too whose container is gone." };

    public NetworkDisconnectCommand(ToolContext tool, GlobalOptions global)
        : base("disconnect", "Unplug a container from a network, also while it runs. One that is not plugged in is as it should be.", tool, global)
    {
        Add(_network);
        Add(_container);
        Add(_force);
    }

    public override ImmutableArray<(string Line, string Meaning)> Examples => [("network disconnect front redis-1", "take a running container off a network")];

    protected override bool ChangesWithoutPlan => true;

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        ComposeClient client = await ConnectAsync(parsed, cancellationToken).ConfigureAwait(false);
        await using (client.ConfigureAwait(false))
        {
            await client.Networks.DisconnectAsync(parsed.GetRequiredValue(_container), parsed.GetRequiredValue(_network), cancellationToken).ConfigureAwait(false);
            return ExitCodes.Success;
        }
    }
}
