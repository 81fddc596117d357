using System.Net;
using System.Net.Sockets;

namespace Compose.Net.Planning.Addresses;

/// <summary>A subnet that was put elsewhere: what was in it keeps its distance from the beginning.</summary>
internal readonly record struct MovedSubnet(AddressRange From, AddressRange To)
{
    /// <summary>A gateway that went to another place than its distance would give; null where there is none.</summary>
    public (UInt128 From, UInt128 To)? Gateway { get; init; }

    /// <summary>The address after the move; null where it was not in the subnet, or is beyond the end of the new one.</summary>
    public string? Move(string? text)
    {
        if (!IPAddress.TryParse(text, out IPAddress? address) || (address.AddressFamily == AddressFamily.InterNetworkV6) != From.IsIpv6)
        {
            return null;
        }

        UInt128 number = AddressRange.Number(address);
        return Gateway is { } gateway && gateway.From == number ? AddressRange.Text(To.IsIpv6, gateway.To)
            : From.Contains(number) && number - From.First < To.Size ? AddressRange.Text(To.IsIpv6, To.First + (number - From.First))
            : null;
    }
}
