using Compose.Net.Planning;
using Wire = Docker.DotNet.Models;

namespace Compose.Net.Docker.Mapping;

/// <summary>Turns an endpoint's settings into the engine's form.</summary>
internal static class EndpointMapper
{
    public static Wire.EndpointSettings ToWire(ContainerEndpoint endpoint)
    {
        var wire = new Wire.EndpointSettings
        {
            Aliases = [.. endpoint.Aliases],
            IPAMConfig = endpoint is { Ipv4Address: null, Ipv6Address: null, LinkLocalAddresses.IsEmpty: true } ? null : Addresses(endpoint),
            GwPriority = endpoint.GatewayPriority,
        };

        // What is unset stays out of the request: engines before the field's time do not know it.
        if (!endpoint.Links.IsEmpty)
            wire.Links = [.. endpoint.Links];
        if (!endpoint.DriverOptions.IsEmpty)
            wire.DriverOpts = new Dictionary<string, string>(endpoint.DriverOptions);
        if (endpoint.MacAddress is { } address)
            wire.MacAddress = address;

        return wire;
    }

    private static Wire.EndpointIPAMConfig Addresses(ContainerEndpoint endpoint) => new()
    {
        IPv4Address = endpoint.Ipv4Address ?? "",
        IPv6Address = endpoint.Ipv6Address ?? "",
        LinkLocalIPs = endpoint.LinkLocalAddresses.IsEmpty ? null : [.. endpoint.LinkLocalAddresses],
    };
}
