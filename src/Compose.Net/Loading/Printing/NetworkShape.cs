using Compose.Net.Model;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Printing;

/// <summary>Lays out a network.</summary>
internal static class NetworkShape
{
    public static Node Of(NetworkDefinition network) => new ShapeBuilder()
        .Text("name", network.Name.Length > 0 ? network.Name : null)
        .Text("driver", network.Driver)
        .Map("driver_opts", network.DriverOptions)
        .Node("ipam", Ipam(network.Ipam))
        .Flag("external", network.External)
        .Flag("internal", network.Internal)
        .Flag("attachable", network.Attachable)
        .Map("labels", network.Labels)
        .Flag("enable_ipv4", network.EnableIpv4)
        .Flag("enable_ipv6", network.EnableIpv6)
        .Mapping;

    private static MappingNode Ipam(IpamDefinition? ipam)
    {
        var shape = new ShapeBuilder();
        if (ipam is null)
        {
            return shape.Mapping;
        }

        shape.Text("driver", ipam.Driver);
        if (!ipam.Pools.IsEmpty)
        {
            var pools = new SequenceNode(default);
            foreach (IpamPool pool in ipam.Pools)
            {
                pools.Add(Pool(pool));
            }

            shape.Node("config", pools);
        }

        return shape.Map("options", ipam.Options).Mapping;
    }

    private static MappingNode Pool(IpamPool pool) => new ShapeBuilder()
        .Text("subnet", pool.Subnet)
        .Text("gateway", pool.Gateway)
        .Text("ip_range", pool.IpRange)
        .Map("aux_addresses", pool.AuxiliaryAddresses)
        .Mapping;
}
