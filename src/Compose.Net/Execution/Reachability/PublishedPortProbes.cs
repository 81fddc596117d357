using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using Compose.Net.Graph;
using Compose.Net.Model;
using Compose.Net.Planning;

namespace Compose.Net.Execution;

/// <summary>What is to be tried of ports that are published on the host: each is found at every address that the host has where the caller is. Pure.</summary>
internal sealed class PublishedPortProbes(NetworkTopology topology, ImmutableArray<ObservedNetwork> networks)
{
    /// <summary>The ports of one container, from another.</summary>
    public IEnumerable<ReachabilityProbe> Between(Reachability reachability, ObservedContainer own, ObservedContainer target) => topology.ShareNamespace(reachability.From, reachability.To) ? [] :
        from published in target.Ports
        where published is { Protocol: "tcp", HostPort: > 0 }
        let declared = reachability.HostPorts.Any(port => IsPublishedAs(port, topology.BoundTo(reachability.To, port.HostIp), published))
        from host in HostAddresses(reachability.From, own, published.HostIp)
        let expected = declared && host.Listens
        where !expected || !host.IsInternal || !HasIpv6(target) // There, engines differ: what some answer, others drop.
        select new ReachabilityProbe(host.Address, IsAddress: true, host.Network, expected, Answers: null, published.HostPort) { OverHost = true };

    private static bool HasIpv6(ObservedContainer container) => container.Endpoints.Values.SelectMany(endpoint => endpoint.CurrentAddresses).Any(EndpointAddress.IsIpv6);

    private IEnumerable<(string Address, string? Network, bool Listens, bool IsInternal)> HostAddresses(string caller, ObservedContainer own, string published)
    {
        bool everywhere = IsEverywhere(published);
        AddressFamily family = IPAddress.TryParse(published, out IPAddress? bound) ? bound.AddressFamily : AddressFamily.InterNetwork;
        if (topology.OwnsHost(caller))
        {
            return [(!everywhere ? published : family == AddressFamily.InterNetwork ? "127.0.0.1" : "::1", null, true, false)];
        }

        // What is bound to another address of the host is found there over any way out; to the gateway of one network it makes no difference.
        return
            from endpoint in own.Endpoints.Keys
            let network = networks.FirstOrDefault(network => network.Name == endpoint)
            where network is { Driver: "bridge" }
            from gateway in network.Ipam.Pools.Select(pool => pool.Gateway?.Split('/')[0]).OfType<string>()
            where IPAddress.TryParse(gateway, out IPAddress? address) && address.AddressFamily == family && (everywhere || IPAddress.IsLoopback(bound!))
            let isInternal = IsInternal(network)
            select (gateway, (string?)topology.KeyOf(endpoint), everywhere && (!isInternal || EndpointAddress.IsIpv6(gateway)), isInternal);
    }

    // What the project says of the network counts, and of one that it does not describe, what the engine says.
    private bool IsInternal(ObservedNetwork observed) =>
        topology.Definition(observed.Name) is { External: false } network ? network.Internal : observed.Internal;

    private static bool IsPublishedAs(PortDefinition port, string? address, ObservedPort published) =>
        port.Protocol == published.Protocol && port.Target == published.Target && (IsEverywhere(address) ? IsEverywhere(published.HostIp) : address == published.HostIp);

    private static bool IsEverywhere(string? address) => !IPAddress.TryParse(address, out IPAddress? parsed) || parsed.Equals(IPAddress.Any) || parsed.Equals(IPAddress.IPv6Any);
}
