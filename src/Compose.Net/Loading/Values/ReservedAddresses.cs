using System.Net;
using System.Net.Sockets;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Values;

/// <summary>The addresses of a subnet that the engine's own address driver gives to no container. The same on engines 20.10 to 28.5.</summary>
internal static class ReservedAddresses
{
    /// <summary>The last address of an IPv4 subnet; null for others, which have no such address.</summary>
    public static IPAddress? BroadcastOf(IPNetwork subnet)
    {
        if (subnet.BaseAddress.AddressFamily != AddressFamily.InterNetwork)
        {
            return null;
        }

        byte[] bytes = subnet.BaseAddress.GetAddressBytes();
        for (int bit = subnet.PrefixLength; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] |= (byte)(0x80 >> (bit % 8));
        }

        return new IPAddress(bytes);
    }

    /// <summary>Whether the address is the subnet's own, or its last one where that is kept for all.</summary>
    public static bool IsEnd(IPNetwork subnet, IPAddress address) =>
        address.Equals(subnet.BaseAddress) || address.Equals(BroadcastOf(subnet));

    /// <summary>The address that becomes the gateway where the file names none: the first of the range, else the one behind the subnet's own.</summary>
    public static IPAddress? GatewayOf(MappingNode pool)
    {
        if (pool.Get<ScalarNode>("subnet") is not { } whole || !Addresses.TrySubnet(whole.Text, out IPNetwork subnet))
        {
            return null;
        }

        IPNetwork from = pool.Get<ScalarNode>("ip_range") is { } part && Addresses.TrySubnet(part.Text, out IPNetwork range) ? range : subnet;
        byte[] bytes = from.BaseAddress.GetAddressBytes();
        if (from.BaseAddress.Equals(subnet.BaseAddress))
        {
            bytes[^1]++;
        }

        return new IPAddress(bytes);
    }
}
