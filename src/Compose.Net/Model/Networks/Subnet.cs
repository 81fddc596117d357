using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;

namespace Compose.Net.Model;

/// <summary>Arithmetic on subnets in CIDR form.</summary>
internal static class Subnet
{
    /// <summary>Reads a subnet; bits behind the prefix are cut off, as old engines accept them.</summary>
    public static bool TryParse(string? text, out IPNetwork subnet) =>
        TryParse(text, static part => IPAddress.TryParse(part, out IPAddress? address) ? address : null, out subnet);

    /// <summary>Reads a subnet whose address is read as one says, with null for what is none; bits behind the prefix are cut off.</summary>
    public static bool TryParse(string? text, Func<string, IPAddress?> readAddress, out IPNetwork subnet)
    {
        subnet = default;
        int slash = text?.IndexOf('/', StringComparison.Ordinal) ?? -1;
        if (slash < 0
            || readAddress(text![..slash]) is not { } address // It has a slash.
            || !int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int length)
            || length > address.GetAddressBytes().Length * 8)
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

    /// <summary>Reads subnets; what is none is left out.</summary>
    public static IEnumerable<IPNetwork> Of(IEnumerable<string?> texts)
    {
        foreach (string? text in texts)
        {
            if (TryParse(text, out IPNetwork subnet))
            {
                yield return subnet;
            }
        }
    }

    /// <summary>The subnet without the bits behind its prefix, which new engines refuse; whatever is no subnet, unchanged.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? Canonical(string? text) => TryParse(text, out IPNetwork subnet) ? subnet.ToString() : text;

    /// <summary>Whether the two share an address.</summary>
    public static bool Overlap(IPNetwork a, IPNetwork b) =>
        a.BaseAddress.AddressFamily == b.BaseAddress.AddressFamily && (a.Contains(b.BaseAddress) || b.Contains(a.BaseAddress));
}
