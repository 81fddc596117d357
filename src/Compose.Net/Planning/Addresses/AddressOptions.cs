using System.Collections.Immutable;
using Compose.Net.Model;

namespace Compose.Net.Planning;

/// <summary>
/// From where, and how large, a plan chooses subnets. A subnet that it chose stays with its network: no other setting here changes a
/// network that is there.
/// </summary>
public sealed record AddressOptions
{
    /// <summary>Where subnets come from by default, first the private range that the fewest others use.</summary>
    internal static readonly ImmutableArray<string> DefaultBases = ["10.83.0.0/16", "172.16.0.0/16", "192.168.192.0/18", "fd00::/8"];

    /// <summary>Who chooses. Defaults to <see cref="AddressMode.Auto"/>. The networks of a copy that <c>Isolate</c> made get small subnets under <see cref="AddressMode.Auto"/> too.</summary>
    public AddressMode Mode { get; init; }

    /// <summary>
    /// What to choose from, in CIDR form, IPv4 and IPv6; the next one is taken when one is full. Defaults to <c>10.83.0.0/16</c>,
    /// <c>172.16.0.0/16</c>, <c>192.168.192.0/18</c> and <c>fd00::/8</c>. Where none is of a family, the defaults of that family stay.
    /// </summary>
    public ImmutableArray<string> Bases { get; init => field = Ordinal.List(value); } = DefaultBases;

    /// <summary>The prefix length of an IPv4 subnet, 8 to 29. Defaults to 26, which is 64 addresses; a network that needs more gets more. An IPv6 subnet has 64.</summary>
    public int PrefixLength { get; init; } = 26;

    /// <summary>What must not be chosen, in CIDR form, for example the network behind a VPN that is not connected at the moment.</summary>
    public ImmutableArray<string> Avoid { get; init => field = Ordinal.List(value); } = [];
}
