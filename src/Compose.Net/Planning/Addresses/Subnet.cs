using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

namespace Compose.Net.Planning;

/// <summary>Arithmetic on subnets in CIDR form.</summary>
internal static class Subnet
{
    /// <summary>Reads a subnet; bits behind the prefix are cut off, as old engines accept them.</summary>
    public static bool TryParse(string? text, out IPNetwork subnet)
    {
        subnet = default;
        int slash = text?.IndexOf('/', StringComparison.Ordinal) ?? -1;
        if (slash < 0
            || !IPAddress.TryParse(text.AsSpan(0, slash), out IPAddress? address)
            || !int.TryParse(text.AsSpan(slash + 1), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out int length)
            || length > (address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128))
        {
            return false;
        }

        byte[] bytes = address.GetAddressBytes();
        for (int bit = length; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        }

        subnet = new IPNetwork(new IPAddress(bytes), length);
        return true;
    }

    /// <summary>The subnet without the bits behind its prefix, which new engines refuse; whatever is no subnet, unchanged.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? Canonical(string? text) => TryParse(text, out IPNetwork subnet) ? subnet.ToString() : text;

    /// <summary>Whether the two share an address.</summary>
    public static bool Overlap(IPNetwork a, IPNetwork b) =>
        a.BaseAddress.AddressFamily == b.BaseAddress.AddressFamily && (a.Contains(b.BaseAddress) || b.Contains(a.BaseAddress));
}
