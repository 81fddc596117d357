using System.Collections.Immutable;
using Compose.Net.Model;

namespace Compose.Net.Planning;

/// <summary>How a container is plugged into one network.</summary>
public sealed record ObservedEndpoint
{
    /// <summary>The id of the network that the endpoint was made on, which may be gone by now.</summary>
    public string NetworkId { get; init; } = "";

    /// <summary>The DNS names that were asked for, without the container's short id, which old engines add.</summary>
    public ImmutableArray<string> Aliases { get; init => field = Ordinal.List(value); } = [];

    /// <summary>The IPv4 address that was asked for; null where the engine chose.</summary>
    public string? Ipv4Address { get; init; }

    /// <summary>The IPv6 address that was asked for; null where the engine chose.</summary>
    public string? Ipv6Address { get; init; }

    /// <summary>The hardware address in use; null while the container does not run.</summary>
    public string? CurrentMacAddress { get; init; }

    /// <summary>Further addresses of the link-local ranges.</summary>
    public ImmutableArray<string> LinkLocalAddresses { get; init => field = Ordinal.List(value); } = [];

    /// <summary>The driver's options, the name of the interface included.</summary>
    public ImmutableSortedDictionary<string, string> DriverOptions { get; init => field = Ordinal.Sorted(value); } = Ordinal.Map<string>();

    /// <summary>How much the network is wanted as the default gateway: the highest gives it.</summary>
    public int GatewayPriority { get; init; }

    /// <summary>Names that only this container resolves, as <c>target:name</c>.</summary>
    public ImmutableArray<string> Links { get; init => field = Ordinal.List(value); } = [];

    /// <summary>The container's host name. It resolves without being asked for, and engines before API 1.45 list it among the aliases.</summary>
    internal string? HostName { get; init; }

    /// <summary>The IPv4 address in use; null while the container does not run.</summary>
    public string? CurrentIpv4Address { get; init; }

    /// <summary>The IPv6 address in use; null while the container does not run, and on a network without IPv6.</summary>
    public string? CurrentIpv6Address { get; init; }

    /// <summary>The fixed addresses, of both families.</summary>
    internal IEnumerable<string> FixedAddresses => new[] { Ipv4Address, Ipv6Address }.OfType<string>();

    /// <summary>The addresses in use, IPv4 first.</summary>
    internal IEnumerable<string> CurrentAddresses => new[] { CurrentIpv4Address, CurrentIpv6Address }.OfType<string>();
}
