using System.Net;
using Compose.Net.Model;

namespace Compose.Net.Planning.Addresses;

/// <summary>How large a subnet must be for all that is plugged into its network.</summary>
internal static class SubnetSize
{
    /// <summary>The prefix length for a network that names no subnet: the usual one, or a shorter one where more containers must fit.</summary>
    public static int For(PlacedNetwork network, int usual) => Fitting(ipv6: false, Room(network), usual);

    /// <summary>The prefix length for a subnet of the file that is only a shape: the usual one where all fixed addresses fit, at most the file's.</summary>
    public static int For(PlacedNetwork network, IpamPool pool, AddressRange written, int usual)
    {
        UInt128 highest = 0;
        IEnumerable<UInt128> fixedAddresses = (written.IsIpv6 ? network.Use.FixedIpv6 : network.Use.FixedIpv4)
            .Concat(pool.AuxiliaryAddresses.Values.Select(text => IPAddress.TryParse(text, out IPAddress? address) ? AddressRange.Number(address) : 0));
        foreach (UInt128 address in fixedAddresses.Where(written.Contains))
        {
            highest = UInt128.Max(highest, address - written.First);
        }

        // Behind the highest fixed address there is the broadcast address.
        UInt128 needed = UInt128.Max(highest + 2, Room(network) + (UInt128)(network.Use.FixedIpv4.Count + pool.AuxiliaryAddresses.Count));
        int prefixLength = Fitting(written.IsIpv6, needed, written.IsIpv6 ? 64 : usual);
        return written.IsIpv6 || prefixLength < written.PrefixLength ? Math.Max(prefixLength, written.PrefixLength) : prefixLength;
    }

    // While containers are replaced there are two of each; three addresses are the engine's.
    private static UInt128 Room(PlacedNetwork network) => ((UInt128)network.Use.Dynamic * 2) + 3;

    private static int Fitting(bool ipv6, UInt128 addresses, int usual)
    {
        int prefixLength = usual;
        while (prefixLength > 1 && AddressRange.SizeOf(ipv6, prefixLength) < addresses)
        {
            prefixLength--;
        }

        return prefixLength;
    }
}
