using Compose.Net.Model;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Binding;

/// <summary>Makes a network of its canonical mapping.</summary>
internal static class NetworkBinder
{
    public static NetworkDefinition Bind(string key, MappingNode node) => new()
    {
        Key = key,
        Name = node.Text("name") ?? "",
        Driver = node.TextOrNone("driver"),
        DriverOptions = node.TextMap("driver_opts"),
        Internal = node.IsTrue("internal"),
        Attachable = node.IsTrue("attachable"),
        EnableIpv4 = node.Flag("enable_ipv4"),
        EnableIpv6 = node.Flag("enable_ipv6"),
        Ipam = node.Get<MappingNode>("ipam") is { Count: > 0 } ipam ? Ipam(ipam) : null,
        Labels = node.TextMap("labels"),
        External = node.IsExternal(),
    };

    private static IpamDefinition Ipam(MappingNode node) => new()
    {
        Driver = node.TextOrNone("driver"),
        Options = node.TextMap("options"),
        Pools = node.Items("config", pool => new IpamPool
        {
            Subnet = pool.TextOrNone("subnet"),
            IpRange = pool.TextOrNone("ip_range"),
            Gateway = pool.TextOrNone("gateway"),
            AuxiliaryAddresses = pool.TextMap("aux_addresses"),
        }),
    };
}
