using System.Collections.Immutable;

namespace Compose.Net.Model;

/// <summary>How the containers of one service are plugged into one network.</summary>
public sealed record EndpointDefinition
{
    /// <summary>More DNS names on this network, beside the service's and the container's.</summary>
    public ImmutableArray<string> Aliases { get; init => field = Ordinal.List(value); } = [];

    /// <summary>The fixed IPv4 address, which needs a subnet in the network's <c>ipam</c>. Null lets the engine choose.</summary>
    public string? Ipv4Address { get; init; }

    /// <summary>The fixed IPv6 address, which needs a subnet in the network's <c>ipam</c>. Null lets the engine choose.</summary>
    public string? Ipv6Address { get; init; }

    /// <summary>Further addresses of the link-local ranges, IPv4 or IPv6; the file's <c>link_local_ips</c>.</summary>
    public ImmutableArray<string> LinkLocalAddresses { get; init => field = Ordinal.List(value); } = [];

    /// <summary>The hardware address, six bytes. Null lets the engine choose. On other networks than the primary one it needs engine 25 (API 1.44).</summary>
    public string? MacAddress { get; init; }

    /// <summary>The name of the interface inside the container, for example <c>eth1</c>. Null lets the engine choose. Needs engine 28.1 (API 1.49).</summary>
    public string? InterfaceName { get; init; }

    /// <summary>The driver's options for this endpoint; the file's <c>driver_opts</c>.</summary>
    public ImmutableSortedDictionary<string, string> DriverOptions { get; init => field = Ordinal.Sorted(value); } = Ordinal.Map<string>();

    /// <summary>Which network is the primary one, that the container is made on: the highest, then the first by key. Defaults to 0.</summary>
    public int Priority { get; init; }

    /// <summary>Which network gives the default gateway: the highest; the file's <c>gw_priority</c>. Defaults to 0. Needs engine 28 (API 1.48).</summary>
    public int GatewayPriority { get; init; }

    /// <summary>The fixed addresses, of both families.</summary>
    internal IEnumerable<string> FixedAddresses => new[] { Ipv4Address, Ipv6Address }.OfType<string>();

    /// <summary>Whether the file itself gives a mapping, perhaps an empty one; kept so that a printed project reads as the file did.</summary>
    internal bool SettingsAreWritten { get; init; }
}
