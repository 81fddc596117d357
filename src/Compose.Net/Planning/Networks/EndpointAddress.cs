using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace Compose.Net.Planning;

/// <summary>Addresses of endpoints in the form that engines report.</summary>
internal static class EndpointAddress
{
    /// <summary>The address in its shortest form, for example <c>fd00::10</c> for <c>FD00:0::0010</c>; whatever else it is, unchanged.</summary>
    [return: NotNullIfNotNull(nameof(address))]
    public static string? Canonical(string? address) => IPAddress.TryParse(address, out IPAddress? parsed) ? parsed.ToString() : address;

    /// <summary>Whether an address is one of IPv6.</summary>
    public static bool IsIpv6(string address) => address.Contains(':', StringComparison.Ordinal);
}
