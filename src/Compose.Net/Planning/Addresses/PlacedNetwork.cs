using System.Collections.Immutable;
using Compose.Net.Model;

namespace Compose.Net.Planning.Addresses;

/// <summary>One network of the project while its subnets are chosen.</summary>
internal sealed class PlacedNetwork(NetworkDefinition definition, ImmutableArray<string> keys, NetworkUse use, ObservedNetwork? observed)
{
    private readonly List<(IpamPool? Asked, AddressRange? From, SubnetRequest Request)> _open = [];

    /// <summary>What is asked for.</summary>
    public NetworkDefinition Definition { get; } = definition;

    /// <summary>The keys that stand for it.</summary>
    public ImmutableArray<string> Keys { get; } = keys;

    /// <summary>Who is plugged into it.</summary>
    public NetworkUse Use { get; } = use;

    /// <summary>The one that is there; null where it is missing.</summary>
    public ObservedNetwork? Observed { get; } = observed;

    /// <summary>Whether it is there and stays.</summary>
    public bool IsKept { get; set; }

    /// <summary>The pools as they will be.</summary>
    public List<IpamPool> Pools { get; } = [];

    /// <summary>Where its subnets went.</summary>
    public List<MovedSubnet> Moves { get; } = [];

    /// <summary>The subnets that are still to be chosen.</summary>
    public IEnumerable<SubnetRequest> Requests => _open.Select(entry => entry.Request);

    /// <summary>Whether it is one of the drivers that the plan chooses for, with the engine's own address driver.</summary>
    public bool IsBridge => CanMove(Definition);

    /// <summary>Whether the subnets of the file are only the shape of what a copy gets elsewhere.</summary>
    public bool IsMoved => Definition.Movable && IsBridge;

    /// <summary>Whether it has a pool of a family, or one whose family is not said.</summary>
    public bool Has(bool ipv6) => Definition.Pools.Any(pool => !AddressRange.TryParse(pool.Subnet, out AddressRange range) || range.IsIpv6 == ipv6);

    /// <summary>Whether the plan chooses subnets for networks like this one, so that those of a copy go elsewhere.</summary>
    public static bool CanMove(NetworkDefinition network) => network.IsBridge() && network.Ipam?.Driver is null or "default";

    /// <summary>Asks for a subnet in place of one of the file's, or for one that the file does not mention.</summary>
    public void Request(IpamPool? asked, AddressRange? from, bool ipv6, int prefixLength) =>
        _open.Add((asked, from, new SubnetRequest(_open.Count == 0 ? Definition.Name : FormattableString.Invariant($"{Definition.Name}#{_open.Count}"), ipv6, prefixLength)));

    /// <summary>Takes back all that was placed and asked for.</summary>
    public void Clear()
    {
        _open.Clear();
        Pools.Clear();
        Moves.Clear();
    }

    /// <summary>Takes over what was chosen. A request that could not be met leaves the choice to the engine.</summary>
    public void Settle(IReadOnlyDictionary<SubnetRequest, AddressRange> chosen)
    {
        foreach ((IpamPool? asked, AddressRange? from, SubnetRequest request) in _open)
        {
            if (chosen.TryGetValue(request, out AddressRange subnet))
            {
                Place(asked, from, subnet, there: null);
            }
        }
    }

    /// <summary>Puts a pool into a subnet; one that is there already stays as it is.</summary>
    public void Place(IpamPool? asked, AddressRange? from, AddressRange to, IpamPool? there)
    {
        MovedSubnet? move = from is { } old ? new MovedSubnet(old, to) { Gateway = GatewayElsewhere(asked, old, to, there) } : null;
        if (move is { } moved)
        {
            Moves.Add(moved);
        }

        Pools.Add(there ?? new IpamPool
        {
            Subnet = to.ToString(),
            Gateway = Move(asked?.Gateway),
            AuxiliaryAddresses = asked is null || asked.AuxiliaryAddresses.IsEmpty
                ? Ordinal.Map<string>()
                : asked.AuxiliaryAddresses.Where(entry => Move(entry.Value) is not null).ToImmutableSortedDictionary(entry => entry.Key, entry => Move(entry.Value)!, StringComparer.Ordinal),
        });

        string? Move(string? address) => move?.Move(address);
    }

    // A copy's subnet may end before the distance at which the file has its gateway; without one, the engine would take the first address, which may be somebody's.
    private (UInt128 From, UInt128 To)? GatewayElsewhere(IpamPool? asked, AddressRange from, AddressRange to, IpamPool? there)
    {
        if (asked is null || !AddressRange.TryNumber(asked.Gateway, from, out UInt128 gateway) || gateway - from.First < to.Size - 1)
        {
            return null;
        }

        return AddressRange.TryNumber(there?.Gateway, to, out UInt128 known) ? (gateway, known)
            : there is null && LastFree(asked, from, to) is { } free ? (gateway, free)
            : null;
    }

    private UInt128? LastFree(IpamPool asked, AddressRange from, AddressRange to)
    {
        HashSet<UInt128> used = [.. from.IsIpv6 ? Use.FixedIpv6 : Use.FixedIpv4];
        used.UnionWith(asked.AuxiliaryAddresses.Values.SelectMany(text => AddressRange.TryNumber(text, from, out UInt128 number) ? [number] : Array.Empty<UInt128>()));
        for (UInt128 offset = to.Size - 2; offset > 0; offset--)
        {
            if (!used.Contains(from.First + offset))
            {
                return to.First + offset;
            }
        }

        return null;
    }

    /// <summary>The definition with its subnets.</summary>
    public NetworkDefinition Placed(NetworkDefinition asked) => asked with
    {
        Asked = asked,
        Ipam = (asked.Ipam ?? new IpamDefinition()) with { Pools = [.. Pools] },
    };
}
