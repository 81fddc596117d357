using Compose.Net.Model;
using Compose.Net.Planning;
using Wire = Docker.DotNet.Models;

namespace Compose.Net.Docker.Mapping;

/// <summary>Turns what the engine says about a network into facts for the planner.</summary>
internal static class ObservedNetworkMapper
{
    public static ObservedNetwork FromWire(Wire.NetworkResponse wire, EngineCapabilities engine) => new()
    {
        Id = wire.ID,
        Name = wire.Name,
        Driver = wire.Driver,
        DriverOptions = Maps.FromWire(wire.Options),
        Internal = wire.Internal,
        Attachable = wire.Attachable,
        EnableIpv4 = wire.EnableIPv4 || !engine.NetworkWithoutIpv4,
        EnableIpv6 = wire.EnableIPv6,
        Ipam = FromWire(wire.IPAM),
        Labels = Maps.FromWire(wire.Labels),
        Endpoints = Maps.FromWire(wire.Containers, endpoint => endpoint.Name),
    };

    private static IpamDefinition FromWire(Wire.IPAM? ipam) => new()
    {
        Driver = ipam?.Driver,
        Options = Maps.FromWire(ipam?.Options),
        Pools = [.. (ipam?.Config ?? []).Select(pool => new IpamPool
        {
            Subnet = NullIfEmpty(pool.Subnet),
            IpRange = NullIfEmpty(pool.IPRange),
            Gateway = NullIfEmpty(pool.Gateway),
            AuxiliaryAddresses = Maps.FromWire(pool.AuxAddress),
        })],
    };

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
