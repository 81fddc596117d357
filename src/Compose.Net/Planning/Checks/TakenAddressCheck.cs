using Compose.Net.Diagnostics;
using Compose.Net.Model;

namespace Compose.Net.Planning;

/// <summary>
/// Finds fixed addresses that somebody has who keeps them: on most networks an engine says so when the container starts, and on those of a
/// swarm only after 20 seconds, without the reason.
/// </summary>
internal static class TakenAddressCheck
{
    public static void Check(ReconcileContext context, NetworkPlanner networks, ContainerSteps containers)
    {
        foreach ((ServiceDefinition service, JoinedNetwork joined) in JoinedNetwork.Of(context.Project))
        {
            // Nobody holds an address on a network that is made anew.
            if (context.Networks.Of(joined.Name) is not { } network || networks.ReadyStep(network.Name) is not null)
            {
                continue;
            }

            foreach ((string key, string address) in FixedAddresses(joined))
            {
                if (HolderOf(address, service, network, context, containers) is { } holder)
                {
                    context.Plan.Error(DiagnosticCodes.AddressHeld, $"Service \"{service.Name}\" wants the address {address} on network \"{network.Name}\", which {holder} has. Choose another address, or take that one away from it.", "services", service.Name, "networks", joined.Entries[0].Key, key);
                }
            }
        }
    }

    private static IEnumerable<(string Key, string Address)> FixedAddresses(JoinedNetwork joined) => joined.Entries
        .SelectMany(entry => new[] { ("ipv4_address", entry.Value.Ipv4Address), ("ipv6_address", EndpointAddress.Canonical(entry.Value.Ipv6Address)) })
        .Where(entry => entry.Item2 is not null)
        .Select(entry => (entry.Item1, entry.Item2!))
        .Distinct();

    private static bool Has(ObservedEndpoint endpoint, string address) =>
        (endpoint.CurrentIpv4Address ?? endpoint.Ipv4Address) == address || (endpoint.CurrentIpv6Address ?? endpoint.Ipv6Address) == address;

    private static string? HolderOf(string address, ServiceDefinition service, ObservedNetwork network, ReconcileContext context, ContainerSteps containers)
    {
        return context.Observed.ForeignContainers
            .Concat(context.Observed.Containers.Where(container => context.FateOf(container) == ContainerFate.LeftAlone || (context.FateOf(container) == ContainerFate.Kept && Stays(container))))
            .FirstOrDefault(container => container.IsActive && container.Endpoints.TryGetValue(network.Name, out ObservedEndpoint? endpoint) && Has(endpoint, address))?.InWords
            ?? network.RemoteEndpoints.FirstOrDefault(endpoint => endpoint.Address == address)?.InWords;

        // What is unplugged or stopped on the way has given its address back by then.
        bool Stays(ObservedContainer container) => container.Service != service.Name && containers.DisconnectOf(container, network.Name) is null && !containers.IsStopped(container);
    }
}
