using System.Collections.Immutable;
using System.CommandLine;
using Compose.Net.Cli.Parsing;
using Compose.Net.Model;
using Compose.Net.Planning;

namespace Compose.Net.Cli.Commands.Networks;

/// <summary>Makes a network.</summary>
internal sealed class NetworkCreateCommand : ToolCommand
{
    private readonly Argument<string> _name = new("NETWORK") { Description = "The name of the new network." };
    private readonly Option<string?> _driver = new("--driver", "-d") { HelpName = "DRIVER", Description = "The driver: bridge, macvlan, ipvlan, overlay or a plugin's. Default: bridge." };
    private readonly Option<string[]> _subnets = Many("--subnet", "CIDR", "A subnet, such as 172.28.0.0/16. Once an address family, or more often where the driver can.");
    private readonly Option<string[]> _gateways = Many("--gateway", "ADDRESS", "The gateway of the subnet that it lies in.");
    private readonly Option<string[]> _ranges = Many("--ip-range", "CIDR", "The part of its subnet that addresses are handed out from.");
    private readonly Option<string[]> _auxiliary = Many("--aux-address", "NAME=ADDRESS", "An address that is kept back.");
    private readonly Option<bool> _internal = new("--internal") { Description = "No way to the outside." };
    private readonly Option<bool> _attachable = new("--attachable") { Description = "Let containers outside of a swarm service join an overlay." };
    private readonly Option<string?> _scope = new("--scope") { HelpName = "local|swarm", Description = "How far it reaches: this engine, or all hosts of a swarm. Default: as the driver does." };
    private readonly Option<bool> _configOnly = new("--config-only") { Description = "Only hold settings, for networks that are made with --config-from." };
    private readonly Option<string?> _configFrom = new("--config-from") { HelpName = "NETWORK", Description = "Take the settings from a network that was made with --config-only." };
    private readonly Option<bool> _ingress = new("--ingress") { Description = "Be the network over which a swarm spreads what comes to its published ports." };
    private readonly Option<bool?> _ipv4 = new("--ipv4") { HelpName = "true|false", Description = "Whether containers get IPv4 addresses. Without them needs engine 28." };
    private readonly Option<bool?> _ipv6 = new("--ipv6") { HelpName = "true|false", Description = "Whether containers get IPv6 addresses." };
    private readonly Option<string[]> _options = Many("--opt", "KEY=VALUE", "An option of the driver.", "-o");
    private readonly Option<string[]> _labels = Many("--label", "KEY=VALUE", "A label.");
    private readonly Option<string?> _ipamDriver = new("--ipam-driver") { HelpName = "DRIVER", Description = "The driver of addresses." };
    private readonly Option<string[]> _ipamOptions = Many("--ipam-opt", "KEY=VALUE", "An option of the driver of addresses.");

    public NetworkCreateCommand(ToolContext tool, GlobalOptions global)
        : base("create", "Make a network.", tool, global)
    {
        Add(_name);
        foreach (Option option in (Option[])[_driver, _subnets, _gateways, _ranges, _auxiliary, _internal, _attachable, _scope, _configOnly, _configFrom, _ingress, _ipv4, _ipv6, _options, _labels, _ipamDriver, _ipamOptions])
        {
            Add(option);
        }
    }

    public override ImmutableArray<(string Line, string Meaning)> Examples =>
    [
        ("network create --subnet 172.28.0.0/16 --ip-range 172.28.5.0/24 front", "a bridge with a subnet of one's own"),
        ("network create -d macvlan --subnet 192.168.7.0/24 -o parent=eth0 lan", "containers on the host's own wire"),
    ];

    protected override bool ChangesWithoutPlan => true;

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        string name = parsed.GetRequiredValue(_name);
        ComposeClient client = await ConnectAsync(parsed, cancellationToken).ConfigureAwait(false);
        await using (client.ConfigureAwait(false))
        {
            Print(await client.Networks.CreateAsync(DefinitionOf(parsed, name), SettingsOf(parsed), cancellationToken).ConfigureAwait(false));
            return ExitCodes.Success;
        }
    }

    private NetworkDefinition DefinitionOf(ParseResult parsed, string name)
    {
        ImmutableArray<IpamPool> pools = IpamOptions.Of(Values(parsed, _subnets), Values(parsed, _gateways), Values(parsed, _ranges), KeyValues.Of(Values(parsed, _auxiliary), "--aux-address"));
        ImmutableSortedDictionary<string, string> ipamOptions = KeyValues.Of(Values(parsed, _ipamOptions), "--ipam-opt");
        string? ipamDriver = parsed.GetValue(_ipamDriver);
        return new NetworkDefinition
        {
            Key = name,
            Name = name,
            Driver = parsed.GetValue(_driver),
            DriverOptions = KeyValues.Of(Values(parsed, _options), "--opt"),
            Internal = parsed.GetValue(_internal),
            Attachable = parsed.GetValue(_attachable),
            EnableIpv4 = parsed.GetValue(_ipv4),
            EnableIpv6 = parsed.GetValue(_ipv6),
            Labels = KeyValues.Of(Values(parsed, _labels), "--label"),
            Ipam = pools.IsEmpty && ipamDriver is null && ipamOptions.IsEmpty ? null : new IpamDefinition { Driver = ipamDriver, Pools = pools, Options = ipamOptions },
        };
    }

    private EngineNetworkSettings SettingsOf(ParseResult parsed) => new()
    {
        ConfigOnly = parsed.GetValue(_configOnly),
        ConfigFrom = parsed.GetValue(_configFrom),
        Scope = parsed.GetValue(_scope),
        Ingress = parsed.GetValue(_ingress),
    };

    private static string[] Values(ParseResult parsed, Option<string[]> option) => parsed.GetValue(option) ?? [];

    private static Option<string[]> Many(string name, string value, string description, params string[] aliases) => new(name, aliases) { HelpName = value, Description = description };
}
