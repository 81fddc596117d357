using System.Collections.Immutable;
using Compose.Net.Model;

namespace Compose.Net.Planning;

/// <summary>A network of the engine that a service is plugged into, with what the file says about it.</summary>
/// <param name="Name">The engine's name of the network.</param>
/// <param name="Entries">The entries of the service's <c>networks</c> that stand for it, never none; several where keys share a name.</param>
internal readonly record struct JoinedNetwork(string Name, ImmutableArray<KeyValuePair<string, EndpointDefinition>> Entries)
{
    /// <summary>What the entries say together: of each setting that only one can have, the first.</summary>
    public EndpointDefinition Settings => Entries.Length == 1 ? Entries[0].Value : Entries.Select(entry => entry.Value).Aggregate(Merge);

    /// <summary>The networks of one service, one for each of the engine's; the primary one first.</summary>
    public static ImmutableArray<JoinedNetwork> Of(ComposeProject project, ServiceDefinition service)
    {
        KeyValuePair<string, EndpointDefinition>[] entries = InOrder(service);
        ImmutableArray<JoinedNetwork>.Builder networks = ImmutableArray.CreateBuilder<JoinedNetwork>(entries.Length);
        foreach (KeyValuePair<string, EndpointDefinition> entry in entries)
        {
            string name = project.Networks.GetValueOrDefault(entry.Key)?.Name ?? entry.Key;
            int same = 0;
            while (same < networks.Count && networks[same].Name != name)
            {
                same++;
            }

            if (same == networks.Count)
            {
                networks.Add(new JoinedNetwork(name, [entry]));
            }
            else
            {
                networks[same] = networks[same] with { Entries = networks[same].Entries.Add(entry) };
            }
        }

        return networks.DrainToImmutable();
    }

    /// <summary>The entries of a service's <c>networks</c>, the primary one first: by priority, and equals by their keys.</summary>
    public static KeyValuePair<string, EndpointDefinition>[] InOrder(ServiceDefinition service)
    {
        KeyValuePair<string, EndpointDefinition>[] entries = [.. service.Networks];
        Array.Sort(entries, static (a, b) => a.Value.Priority != b.Value.Priority ? b.Value.Priority.CompareTo(a.Value.Priority) : string.CompareOrdinal(a.Key, b.Key));
        return entries;
    }

    /// <summary>As <see cref="Of(ComposeProject, ServiceDefinition)"/>, for every service that is to run and is on networks of its own.</summary>
    public static IEnumerable<(ServiceDefinition Service, JoinedNetwork Network)> Of(ComposeProject project) =>
        project.Services.Values
            .Where(service => service is { Scale: > 0, NetworkMode: null })
            .SelectMany(service => Of(project, service), (service, network) => (service, network));

    private static EndpointDefinition Merge(EndpointDefinition first, EndpointDefinition second) => new()
    {
        Aliases = [.. first.Aliases.Union(second.Aliases, StringComparer.Ordinal)],
        Ipv4Address = first.Ipv4Address ?? second.Ipv4Address,
        Ipv6Address = first.Ipv6Address ?? second.Ipv6Address,
        LinkLocalAddresses = [.. first.LinkLocalAddresses.Union(second.LinkLocalAddresses, StringComparer.Ordinal)],
        MacAddress = first.MacAddress ?? second.MacAddress,
        InterfaceName = first.InterfaceName ?? second.InterfaceName,
        DriverOptions = second.DriverOptions.SetItems(first.DriverOptions),
        Priority = first.Priority,
        GatewayPriority = Math.Max(first.GatewayPriority, second.GatewayPriority),
    };
}
