using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace Compose.Net.Model;

/// <summary>Addresses of endpoints and of the host as text.</summary>
internal static class EndpointAddress
{
    /// <summary>The address in its shortest form, as engines report it, for example <c>fd00::10</c> for <c>FD00:0::0010</c>; whatever else it is, unchanged.</summary>
    [return: NotNullIfNotNull(nameof(address))]
    public static string? Canonical(string? address) => IPAddress.TryParse(address, out IPAddress? parsed) ? parsed.ToString() : address;

    /// <summary>Whether an address is one of IPv6.</summary>
    public static bool IsIpv6(string address) => address.Contains(':', StringComparison.Ordinal);

    /// <summary>Whether an address is one that only the machine itself reaches.</summary>
    public static bool IsLoopback(string? address) => IPAddress.TryParse(address, out IPAddress? parsed) && IPAddress.IsLoopback(parsed);

    /// <summary>The form that a port can follow: an IPv6 address is in brackets.</summary>
    public static string BeforePort(string address) => IsIpv6(address) ? $"[{address}]" : address;
}
