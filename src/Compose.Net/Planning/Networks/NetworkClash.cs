using System.Net;
using Compose.Net.Model;

namespace Compose.Net.Planning;

/// <summary>What two networks cannot both have.</summary>
internal static class NetworkClash
{
    /// <summary>Whether the one must go before the other can be made: an engine has a subnet once, and its machine an interface of a name.</summary>
    public static bool StandsInTheWay(ObservedNetwork there, NetworkDefinition wanted) =>
        Overlap(wanted, there)
        || (wanted.DriverOptions.GetValueOrDefault(BridgeOptions.Name) is { } bridge && bridge == there.DriverOptions.GetValueOrDefault(BridgeOptions.Name));

    /// <summary>Whether they share an address.</summary>
    public static bool Overlap(NetworkDefinition wanted, ObservedNetwork there) =>
        Subnets(wanted.Ipam).Any(a => Subnets(there.Ipam).Any(b => Subnet.Overlap(a, b)));

    public static IEnumerable<IPNetwork> Subnets(IpamDefinition? ipam) => Subnet.Of((ipam?.Pools ?? []).Select(pool => pool.Subnet));
}
