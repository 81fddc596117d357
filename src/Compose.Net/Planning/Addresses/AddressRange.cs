using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Compose.Net.Model;

namespace Compose.Net.Planning.Addresses;

/// <summary>Addresses of one family from the first to the last, as numbers.</summary>
internal readonly record struct AddressRange(bool IsIpv6, UInt128 First, UInt128 Last) : IComparable<AddressRange>
{
    /// <summary>Reads a subnet in CIDR form; bits behind the prefix are cut off.</summary>
    public static bool TryParse(string? text, out AddressRange range)
    {
        bool understood = Subnet.TryParse(text, out IPNetwork subnet);
        range = understood ? Of(subnet) : default;
        return understood;
    }

    public static AddressRange Of(IPNetwork subnet)
    {
        bool ipv6 = subnet.BaseAddress.AddressFamily == AddressFamily.InterNetworkV6;
        UInt128 first = Number(subnet.BaseAddress);
        return new AddressRange(ipv6, first, first + (SizeOf(ipv6, subnet.PrefixLength) - 1));
    }

    /// <summary>The subnet of a prefix length that begins at an address.</summary>
    public static AddressRange Of(bool ipv6, UInt128 first, int prefixLength) => new(ipv6, first, first + (SizeOf(ipv6, prefixLength) - 1));

    /// <summary>How many addresses a subnet has; 0 for all of IPv6, which no subnet is.</summary>
    public static UInt128 SizeOf(bool ipv6, int prefixLength) => ipv6 && prefixLength == 0 ? 0 : UInt128.One << ((ipv6 ? 128 : 32) - prefixLength);

    public static UInt128 Number(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out int written);
        return written == 4 ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }

    /// <summary>Reads an address that lies in a range.</summary>
    public static bool TryNumber(string? text, AddressRange range, out UInt128 number)
    {
        number = 0;
        if (!IPAddress.TryParse(text, out IPAddress? address) || (address.AddressFamily == AddressFamily.InterNetworkV6) != range.IsIpv6)
        {
            return false;
        }

        number = Number(address);
        return range.Contains(number);
    }

    public static string Text(bool ipv6, UInt128 number)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, number);
        return new IPAddress(ipv6 ? bytes : bytes[12..]).ToString();
    }

    public UInt128 Size => Last - First + 1;

    /// <summary>The prefix length, for a range that is a subnet.</summary>
    public int PrefixLength => (int)(UInt128.LeadingZeroCount(Last - First) - (IsIpv6 ? 0u : 96u));

    public bool Contains(UInt128 address) => First <= address && address <= Last;

    public bool Contains(AddressRange other) => IsIpv6 == other.IsIpv6 && First <= other.First && other.Last <= Last;

    public bool Overlaps(AddressRange other) => IsIpv6 == other.IsIpv6 && First <= other.Last && other.First <= Last;

    public int CompareTo(AddressRange other) =>
        IsIpv6 != other.IsIpv6 ? IsIpv6.CompareTo(other.IsIpv6) : First != other.First ? First.CompareTo(other.First) : Last.CompareTo(other.Last);

    /// <summary>Returns the CIDR form of a range that is a subnet.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Text(IsIpv6, First)}/{PrefixLength}");
}
