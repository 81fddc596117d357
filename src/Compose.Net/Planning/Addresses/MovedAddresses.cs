using System.Collections.Immutable;
using Compose.Net.Model;

namespace Compose.Net.Planning.Addresses;

/// <summary>Lets the addresses that services name move along with their networks.</summary>
internal static class MovedAddresses
{
    /// <summary>Returns the service with its fixed addresses, hosts lines and DNS servers where the networks are now.</summary>
    /// <param name="service">The service.</param>
    /// <param name="moves">The moves, by the key of the network.</param>
    public static ServiceDefinition Apply(ServiceDefinition service, IReadOnlyDictionary<string, List<MovedSubnet>> moves)
    {
        ImmutableSortedDictionary<string, EndpointDefinition> endpoints = service.Networks;
        foreach ((string key, EndpointDefinition endpoint) in service.Networks)
        {
            if (moves.TryGetValue(key, out List<MovedSubnet>? own) && (endpoint.Ipv4Address ?? endpoint.Ipv6Address) is not null)
            {
                endpoints = endpoints.SetItem(key, endpoint with { Ipv4Address = Move(endpoint.Ipv4Address, own), Ipv6Address = Move(endpoint.Ipv6Address, own) });
            }
        }

        MovedSubnet[] all = [.. moves.Values.SelectMany(list => list)];
        return service with
        {
            Networks = endpoints,
            ExtraHosts = service.ExtraHosts.IsEmpty ? service.ExtraHosts : service.ExtraHosts.ToImmutableSortedDictionary(
                host => host.Key, host => host.Value.Select(address => Move(address, all)!).ToImmutableArray(), StringComparer.Ordinal),
            DnsServers = [.. service.DnsServers.Select(address => Move(address, all)!)],
        };
    }

    private static string? Move(string? address, IEnumerable<MovedSubnet> moves) =>
        moves.Select(move => move.Move(address)).FirstOrDefault(moved => moved is not null) ?? address;
}
