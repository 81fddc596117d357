using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using Compose.Net.Model;

namespace Compose.Net.Planning;

/// <summary>The endpoints that a replica should have, and how observed ones differ from them.</summary>
internal static class EndpointWish
{
    /// <summary>The endpoints with all settings, one for each network of the engine; the primary one first.</summary>
    public static ImmutableArray<ContainerEndpoint> Of(ComposeProject project, ServiceDefinition service, string containerName)
    {
        if (service.NetworkMode is not null)
        {
            return [];
        }

        ImmutableArray<string> links = Links(service);
        ContainerEndpoint[] endpoints = [.. JoinedNetwork.Of(project, service).Select(network => Of(network.Name, network.Settings, project, service, containerName, links))];
        if (endpoints.Length > 0 && service.MacAddress is { } address)
        {
            endpoints[0] = endpoints[0] with { MacAddress = HardwareAddress.Canonical(address) };
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(endpoints);
    }

    /// <summary>Those of the endpoints that ask for a hardware address.</summary>
    public static IEnumerable<ContainerEndpoint> WithMacAddress(ComposeProject project, ServiceDefinition service, string containerName) =>
        service.MacAddress is null && service.Networks.Values.All(endpoint => endpoint.MacAddress is null)
            ? []
            : Of(project, service, containerName).Where(endpoint => endpoint.MacAddress is not null);

    /// <summary>The same settings again, for a container that is only plugged out and in.</summary>
    public static ContainerEndpoint Again(string network, ObservedEndpoint endpoint) => new()
    {
        Network = network,
        Aliases = endpoint.Aliases,
        Ipv4Address = endpoint.Ipv4Address,
        Ipv6Address = endpoint.Ipv6Address,
        LinkLocalAddresses = endpoint.LinkLocalAddresses,
        DriverOptions = endpoint.DriverOptions,
        GatewayPriority = endpoint.GatewayPriority,
        Links = endpoint.Links,
    };

    /// <summary>Whether the container is plugged in without the name that nobody asked for, as docker compose does it.</summary>
    public static bool LacksProjectAlias(ContainerEndpoint wanted, ObservedContainer container) =>
        wanted.ProjectAlias is { } name && container.Endpoints.TryGetValue(wanted.Network, out ObservedEndpoint? endpoint) && !endpoint.Aliases.Contains(name, StringComparer.Ordinal);

    /// <summary>Returns what differs, as far as this engine can be asked for it.</summary>
    public static ImmutableArray<Change> Changes(ContainerEndpoint wanted, ObservedEndpoint observed, EngineCapabilities engine)
    {
        ImmutableArray<Change>.Builder changes = ImmutableArray.CreateBuilder<Change>();
        CompareAliases();
        Compare("ipv4_address", observed.Ipv4Address, wanted.Ipv4Address);
        Compare("ipv6_address", observed.Ipv6Address, wanted.Ipv6Address);
        Compare("link_local_ips", List(observed.LinkLocalAddresses), List(wanted.LinkLocalAddresses));
        Compare("driver_opts", List(observed.DriverOptions), List(wanted.DriverOptions));
        if (engine.GatewayPriority)
        {
            Compare("gw_priority", Text(observed.GatewayPriority), Text(wanted.GatewayPriority));
        }

        Compare("links", List(observed.Links), List(wanted.Links));

        // Engines report the address that they chose themselves as well, and none while nothing runs.
        if (wanted.MacAddress is not null && observed.CurrentMacAddress is not null)
        {
            Compare("mac_address", observed.CurrentMacAddress, wanted.MacAddress);
        }

        return changes.ToImmutable();

        // No connection is cut for the project's name alone: one that docker compose plugged in without it is as it should be.
        void CompareAliases()
        {
            ImmutableArray<string> there = Asked(observed.Aliases), asked = Asked(wanted.Aliases);
            if (List(there) != List(asked) && (wanted.ProjectAlias is not { } added || List(there.Add(added)) != List(asked)))
            {
                Compare("aliases", List(there), List(asked));
            }
        }

        // Whether the host name was asked for as an alias as well cannot be seen on every engine, and makes no difference.
        ImmutableArray<string> Asked(ImmutableArray<string> aliases) => [.. aliases.Where(alias => alias != observed.HostName)];

        void Compare(string field, string? before, string? after)
        {
            if (!string.Equals(before, after, StringComparison.Ordinal))
            {
                changes.Add(new Change($"networks.{wanted.Network}.{field}", before, after));
            }
        }
    }

    private static ContainerEndpoint Of(string network, EndpointDefinition definition, ComposeProject project, ServiceDefinition service, string containerName, ImmutableArray<string> links)
    {
        List<string> aliases = EndpointNames.AreKnownOn(network) ? Aliases(containerName, service.Name, definition.Aliases) : [];
        string? added = EndpointNames.WithProject(project, service.Name, network) is { } name && !aliases.Contains(name) ? name : null;
        return new ContainerEndpoint
        {
            Network = network,
            Aliases = added is null ? [.. aliases] : [.. aliases, added],
            ProjectAlias = added,
            Ipv4Address = definition.Ipv4Address,
            Ipv6Address = EndpointAddress.Canonical(definition.Ipv6Address),
            MacAddress = definition.MacAddress is { } address ? HardwareAddress.Canonical(address) : null,
            LinkLocalAddresses = definition.LinkLocalAddresses.Length < 2 ? definition.LinkLocalAddresses : [.. definition.LinkLocalAddresses.Distinct(StringComparer.Ordinal)],
            DriverOptions = definition.InterfaceName is { } interfaceName ? definition.DriverOptions.SetItem(EndpointOptions.InterfaceName, interfaceName) : definition.DriverOptions,
            GatewayPriority = definition.GatewayPriority,
            Links = links,
        };
    }

    // Each once: the container's name, the service's, the user's.
    private static List<string> Aliases(string containerName, string service, ImmutableArray<string> further)
    {
        var aliases = new List<string>(2 + further.Length) { containerName };
        foreach (string alias in further.Insert(0, service))
        {
            if (!aliases.Contains(alias))
            {
                aliases.Add(alias);
            }
        }

        return aliases;
    }

    private static ImmutableArray<string> Links(ServiceDefinition service) => service.Links.IsEmpty && service.ExternalLinks.IsEmpty
        ? []
        : [.. service.Links.Concat(service.ExternalLinks).Where(link => link.Alias is not null).Select(link => link.ToString()).Distinct(StringComparer.Ordinal)];

    private static string? List(ImmutableArray<string> names) =>
        names.IsEmpty ? null : string.Join(", ", names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    private static string? List(ImmutableSortedDictionary<string, string> options) =>
        options.IsEmpty ? null : string.Join(", ", options.Select(option => $"{option.Key}={option.Value}"));

    private static string? Text(int priority) => priority == 0 ? null : priority.ToString(CultureInfo.InvariantCulture);
}
