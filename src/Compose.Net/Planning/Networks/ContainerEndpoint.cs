using System.Collections.Immutable;
using Compose.Net.Model;

namespace Compose.Net.Planning;

/// <summary>All settings of one endpoint: one container on one network.</summary>
public sealed record ContainerEndpoint
{
    /// <summary>The network's name on the engine.</summary>
    public required string Network { get; init; }

    /// <summary>The DNS names: the container's, the service's, the user's, and on shared networks <c>service.project</c>. Each once.</summary>
    public ImmutableArray<string> Aliases { get; init => field = Ordinal.List(value); } = [];

    /// <summary>The one of the names that nobody asked for, <c>service.project</c>; null where there is none. An endpoint that is there without it is left so.</summary>
    internal string? ProjectAlias { get; init; }

    /// <summary>The fixed IPv4 address. Null lets the engine choose.</summary>
    public string? Ipv4Address { get; init; }

    /// <summary>The fixed IPv6 address in its shortest form. Null lets the engine choose.</summary>
    public string? Ipv6Address { get; init; }

    /// <summary>The hardware address, in lower case with colons. Null lets the engine choose.</summary>
    public string? MacAddress { get; init; }

    /// <summary>Further addresses of the link-local ranges.</summary>
    public ImmutableArray<string> LinkLocalAddresses { get; init => field = Ordinal.List(value); } = [];

    /// <summary>The driver's options, the name of the interface included.</summary>
    public ImmutableSortedDictionary<string, string> DriverOptions { get; init => field = Ordinal.Sorted(value); } = Ordinal.Map<string>();

    /// <summary>How much the network is wanted as the default gateway: the highest gives it.</summary>
    public int GatewayPriority { get; init; }

    /// <summary>Names that only this container resolves, as <c>target:name</c>.</summary>
    public ImmutableArray<string> Links { get; init => field = Ordinal.List(value); } = [];

    /// <summary>The fixed addresses of both families, IPv4 first.</summary>
    internal IEnumerable<string> FixedAddresses => new[] { Ipv4Address, Ipv6Address }.OfType<string>();

    /// <summary>The same without what the service's own containers are found by, and what only one container can have.</summary>
    internal ContainerEndpoint Alone(string name) => this with { Aliases = [name], Ipv4Address = null, Ipv6Address = null, MacAddress = null, LinkLocalAddresses = [] };
}
