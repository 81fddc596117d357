using Compose.Net.Docker.Transport;
using Compose.Net.Model;
using Compose.Net.Planning;

namespace Compose.Net.Docker.Mapping;

/// <summary>Turns a network's definition into the engine's create request.</summary>
internal static class NetworkMapper
{
    public static NetworkCreateBody ToBody(CreateNetwork operation)
    {
        NetworkDefinition network = operation.Network;
        return new NetworkCreateBody
        {
            Name = network.Name,
            Driver = network.Driver,
            Internal = network.Internal,
            Attachable = network.Attachable,
            Ingress = operation.Settings?.Ingress == true,
            ConfigOnly = operation.Settings?.ConfigOnly == true,
            ConfigFrom = operation.Settings?.ConfigFrom is { } source ? new NetworkConfigBody(source) : null,
            Scope = operation.Settings?.Scope,
            EnableIpv4 = network.EnableIpv4,
            EnableIpv6 = network.EnableIpv6,
            Options = network.DriverOptions.IsEmpty ? null : network.DriverOptions,
            Labels = operation.Labels,
            Ipam = ToBody(network.Ipam),
        };
    }

    private static IpamBody? ToBody(IpamDefinition? ipam) => ipam is null ? null : new IpamBody
    {
        Driver = ipam.Driver,
        Options = ipam.Options.IsEmpty ? null : ipam.Options,
        Config = [.. ipam.Pools.Select(pool => new IpamPoolBody
        {
            Subnet = Subnet.Canonical(pool.Subnet),
            IpRange = Subnet.Canonical(pool.IpRange),
            Gateway = pool.Gateway,
            AuxiliaryAddresses = pool.AuxiliaryAddresses.IsEmpty ? null : pool.AuxiliaryAddresses,
        })],
    };
}
