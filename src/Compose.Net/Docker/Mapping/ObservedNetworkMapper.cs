using System.Collections.Immutable;
using Compose.Net.Docker.Transport;
using Compose.Net.Model;
using Compose.Net.Planning;
using Wire = Docker.DotNet.Models;

namespace Compose.Net.Docker.Mapping;

/// <summary>Turns what the engine says about a network into facts for the planner.</summary>
internal static class ObservedNetworkMapper
{
    public static ObservedNetwork FromWire(Wire.NetworkResponse wire, EngineCapabilities engine, NetworkTasksBody? tasks = null) => new()
    {
        Id = wire.ID,
        Name = wire.Name,
        Driver = wire.Driver,
        DriverOptions = Maps.FromWire(wire.Options),
        Scope = wire.Scope ?? "",
        Internal = wire.Internal,
        Attachable = wire.Attachable,
        EnableIpv4 = wire.EnableIPv4 || !engine.NetworkWithoutIpv4,
        EnableIpv6 = wire.EnableIPv6,
        Ipam = FromWire(wire.IPAM),
        Labels = Maps.FromWire(wire.Labels),
        Endpoints = Maps.FromWire(wire.Containers, endpoint => endpoint.Name),
        RemoteEndpoints = tasks is null ? [] : RemoteOf(tasks),
    };

    private static ImmutableArray<RemoteEndpoint> RemoteOf(NetworkTasksBody body)
    {
        HashSet<string?> local = [.. (body.Containers ?? []).Values.Select(endpoint => endpoint.EndpointId)];
        return
        [
            .. (body.Services ?? []).Values.SelectMany(service => service.Tasks ?? [])
                .Where(task => !local.Contains(task.EndpointId))
                .Select(task => new RemoteEndpoint(task.Name ?? "", task.EndpointIp ?? "", task.Info?.HostIp ?? ""))
                .OrderBy(endpoint => endpoint.Name, StringComparer.Ordinal).ThenBy(endpoint => endpoint.Address, StringComparer.Ordinal),
        ];
    }

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
