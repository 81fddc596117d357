using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using Compose.Net.Model;

namespace Compose.Net.Loading.Values;

/// <summary>IP addresses and subnets in their full text forms: four decimal parts, or IPv6.</summary>
internal static class Addresses
{
    private static readonly SearchValues<char> Characters = SearchValues.Create("0123456789abcdefABCDEF.:");

    public static bool TryParse(string text, [NotNullWhen(true)] out IPAddress? address)
    {
        address = null;
        if (text.AsSpan().IndexOfAnyExcept(Characters) >= 0 || !IPAddress.TryParse(text, out IPAddress? parsed))
        {
            return false;
        }

        // The framework also takes "10.1" and "0x7f.1": the engine does not.
        if (parsed.AddressFamily == AddressFamily.InterNetwork && (text.AsSpan().Count('.') != 3 || HasLeadingZero(text)))
        {
            return false;
        }

        address = parsed;
        return true;
    }

    public static bool IsIpv4(string text) => TryParse(text, out IPAddress? address) && address.AddressFamily == AddressFamily.InterNetwork;

    public static bool IsIpv6(string text) => TryParse(text, out IPAddress? address) && address.AddressFamily == AddressFamily.InterNetworkV6;

    /// <summary>Reads a subnet such as <c>10.5.0.0/16</c>; bits behind the prefix are cleared.</summary>
    public static bool TrySubnet(string text, out IPNetwork subnet) =>
        Subnet.TryParse(text, static part => TryParse(part, out IPAddress? address) ? address : null, out subnet);

    private static bool HasLeadingZero(string text)
    {
        for (int i = 0; i + 1 < text.Length; i++)
        {
            if (text[i] == '0' && text[i + 1] != '.' && (i == 0 || text[i - 1] == '.'))
            {
                return true;
            }
        }

        return false;
    }
}
