using System.Net;
using Compose.Net.Model;

namespace Compose.Net.Planning.Addresses;

/// <summary>Who is plugged into one network: how many containers choose no address, and which addresses are fixed.</summary>
internal sealed class NetworkUse
{
    /// <summary>How many containers leave the IPv4 address to the engine.</summary>
    public int Dynamic { get; private set; }

    /// <summary>How many containers leave the IPv6 address to the engine.</summary>
    public int DynamicIpv6 { get; private set; }

    /// <summary>The fixed IPv4 addresses.</summary>
    public SortedSet<UInt128> FixedIpv4 { get; } = [];

    /// <summary>The fixed IPv6 addresses.</summary>
    public SortedSet<UInt128> FixedIpv6 { get; } = [];

    /// <summary>Returns the use of each network, by its key. Services that take no part now count too: a network is made for all of them.</summary>
    public static Dictionary<string, NetworkUse> Of(ComposeProject project)
    {
        var uses = new Dictionary<string, NetworkUse>(StringComparer.Ordinal);
        foreach (ServiceDefinition service in project.Services.Values.Concat(project.DisabledServices.Values).Where(service => service.Scale > 0))
        {
            foreach ((string key, EndpointDefinition endpoint) in service.Networks)
            {
                if (!uses.TryGetValue(key, out NetworkUse? use))
                {
                    uses.Add(key, use = new NetworkUse());
                }

                use.Add(endpoint, service.Scale);
            }
        }

        return uses;
    }

    public void Add(NetworkUse other)
    {
        Dynamic += other.Dynamic;
        DynamicIpv6 += other.DynamicIpv6;
        FixedIpv4.UnionWith(other.FixedIpv4);
        FixedIpv6.UnionWith(other.FixedIpv6);
    }

    private void Add(EndpointDefinition endpoint, int containers)
    {
        Dynamic += endpoint.Ipv4Address is null ? containers : 0;
        DynamicIpv6 += endpoint.Ipv6Address is null ? containers : 0;
        Add(FixedIpv4, endpoint.Ipv4Address);
        Add(FixedIpv6, endpoint.Ipv6Address);
    }

    private static void Add(SortedSet<UInt128> addresses, string? text)
    {
        if (IPAddress.TryParse(text, out IPAddress? address))
        {
            addresses.Add(AddressRange.Number(address));
        }
    }
}
