using System.Collections.Immutable;
using System.CommandLine;
using Compose.Net.Cli.Parsing;
using Compose.Net.Planning;

namespace Compose.Net.Cli.Commands.Networks;

/// <summary>Plugs a container into a network.</summary>
internal sealed class NetworkConnectCommand : ToolCommand
{
    private readonly Argument<string> _network = new("NETWORK") { Description = "The network's name or id." };
    private readonly Argument<string> _container = new("CONTAINER") { Description = "The container's name or id." };
    private readonly Option<string?> _ipv4 = new("--ip") { HelpName = "ADDRESS", Description = "A fixed IPv4 address, in a subnet that was given to the network." };
    private readonly Option<string?> _ipv6 = new("--ip6") { HelpName = "ADDRESS", Description = "A fixed IPv6 address." };
    private readonly Option<string[]> _aliases = new("--alias") { HelpName = "NAME", Description = "One more DNS name on this network." };
    private readonly Option<string[]> _linkLocal = new("--link-local-ip") { HelpName = "ADDRESS", Description = "A further, link-local address." };
    private readonly Option<string[]> _links = new("--link") { HelpName = "CONTAINER:NAME", Description = "A name that only this container resolves." };
    private readonly Option<string[]> _options = new("--driver-opt") { HelpName = "KEY=VALUE", Description = "An option of the driver for this endpoint." };
    private readonly Option<int> _gatewayPriority = new("--gw-priority") { HelpName = "NUMBER", Description = "How much the network is wanted as the default gateway: the highest gives it. Needs engine 28." };

    public NetworkConnectCommand(ToolContext tool, GlobalOptions global)
        : base("connect", "Plug a container into a network, also while it runs.", tool, global)
    {
        Add(_network);
        Add(_container);
        foreach (Option option in (Option[])[_ipv4, _ipv6, _aliases, _linkLocal, _links, _options, _gatewayPriority])
        {
            Add(option);
        }
    }

    public override ImmutableArray<(string Line, string Meaning)> Examples => [("network connect --alias cache --ip 172.28.5.9 front redis-1", "a second network, name and address for a running container")];

    protected override bool ChangesWithoutPlan => true;

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var endpoint = new ContainerEndpoint
        {
            Network = parsed.GetRequiredValue(_network),
            Aliases = [.. parsed.GetValue(_aliases) ?? []],
            Ipv4Address = parsed.GetValue(_ipv4),
            Ipv6Address = parsed.GetValue(_ipv6),
            LinkLocalAddresses = [.. parsed.GetValue(_linkLocal) ?? []],
            Links = [.. parsed.GetValue(_links) ?? []],
            DriverOptions = KeyValues.Of(parsed.GetValue(_options) ?? [], "--driver-opt"),
            GatewayPriority = parsed.GetValue(_gatewayPriority),
        };
        ComposeClient client = await ConnectAsync(parsed, cancellationToken).ConfigureAwait(false);
        await using (client.ConfigureAwait(false))
        {
            await client.Networks.ConnectAsync(parsed.GetRequiredValue(_container), endpoint, cancellationToken).ConfigureAwait(false);
            return ExitCodes.Success;
        }
    }
}
