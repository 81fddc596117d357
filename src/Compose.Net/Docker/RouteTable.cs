using System.Globalization;
using System.Net;
using Compose.Net.Planning;

namespace Compose.Net.Docker;

/// <summary>
/// Reads the kernel's tables of routes. Default routes lead everywhere and say nothing, nor do the few wide ones that a VPN puts in the place of one; those
/// to single addresses are left out as well.
/// </summary>
internal static class RouteTable
{
    // The two halves of all addresses, as OpenVPN has them; of IPv6 also the quarters of the part that is routed.
    private const int WidestIpv4 = 2;
    private const int WidestIpv6 = 5;

    /// <summary>Reads <c>/proc/net/route</c>: the interface, then hexadecimal numbers in the machine's own byte order.</summary>
    public static IEnumerable<ObservedRoute> Ipv4(string table)
    {
        foreach (string[] fields in Lines(table))
        {
            if (fields.Length > 7 && TryRead(fields[1], out uint destination) && TryRead(fields[7], out uint mask) && uint.PopCount(mask) is >= WidestIpv4 and < 32)
            {
                string subnet = string.Create(CultureInfo.InvariantCulture, $"{new IPAddress(BitConverter.GetBytes(destination))}/{uint.PopCount(mask)}");
                yield return new ObservedRoute(subnet, fields[0]);
            }
        }
    }

    /// <summary>Reads <c>/proc/net/ipv6_route</c>: the destination, its prefix length, and seven more fields before the interface.</summary>
    public static IEnumerable<ObservedRoute> Ipv6(string table)
    {
        foreach (string[] fields in Lines(table))
        {
            if (fields.Length > 9 && fields[0].Length == 32 && int.TryParse(fields[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out int prefixLength) && prefixLength is >= WidestIpv6 and < 128)
            {
                var address = new IPAddress(Convert.FromHexString(fields[0]));
                if (!address.IsIPv6LinkLocal && !address.IsIPv6Multicast)
                {
                    yield return new ObservedRoute(string.Create(CultureInfo.InvariantCulture, $"{address}/{prefixLength}"), fields[9]);
                }
            }
        }
    }

    private static IEnumerable<string[]> Lines(string table) =>
        table.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static bool TryRead(string field, out uint number) => uint.TryParse(field, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out number);
}
