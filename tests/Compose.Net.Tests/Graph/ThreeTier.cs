using System.Collections.Immutable;
using Compose.Net.Model;

namespace Compose.Net.Tests.Graph;

/// <summary>front and api on "edge", api and db on the internal "data".</summary>
internal static class ThreeTier
{
    public static ComposeProject Project { get; } = Of(
        [Network("data") with { Internal = true, Ipam = new IpamDefinition { Pools = [new IpamPool { Subnet = "172.30.0.0/24" }] } }, Network("edge")],
        Service("api") with
        {
            Networks = Endpoints(("edge", new EndpointDefinition { Aliases = ["orders"] }), ("data", new EndpointDefinition())),
        },
        Service("db") with
        {
            Hostname = "store",
            Networks = Endpoints(("data", new EndpointDefinition { Ipv4Address = "172.30.0.10", Aliases = ["database"] })),
        },
        Service("front") with
        {
            Networks = Endpoints(("edge", new EndpointDefinition())),
            Ports = [new PortDefinition { Target = 80, Published = "8080", HostIp = "127.0.0.1" }, new PortDefinition { Target = 53, Protocol = "udp" }],
        });

    public static ComposeProject Of(NetworkDefinition[] networks, params ServiceDefinition[] services) => new()
    {
        Name = "shop",
        Networks = networks.ToImmutableSortedDictionary(network => network.Key, network => network, StringComparer.Ordinal),
        Services = services.ToImmutableSortedDictionary(service => service.Name, service => service, StringComparer.Ordinal),
    };

    public static NetworkDefinition Network(string key) => new() { Key = key, Name = $"shop_{key}" };

    public static ServiceDefinition Service(string name, params string[] networks) => new()
    {
        Name = name,
        Image = "busybox",
        Networks = networks.ToImmutableSortedDictionary(network => network, _ => new EndpointDefinition(), StringComparer.Ordinal),
    };

    public static ImmutableSortedDictionary<string, EndpointDefinition> Endpoints(params (string Network, EndpointDefinition Endpoint)[] endpoints) =>
        endpoints.ToImmutableSortedDictionary(entry => entry.Network, entry => entry.Endpoint, StringComparer.Ordinal);
}
