using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using Compose.Net.Model;

namespace Compose.Net.Graph;

/// <summary>Who reaches whom, as the project says. Pure and immutable; thread-safe.</summary>
/// <remarks>
/// What counts is a way from container to container. Ports that are published on the host are a second way, told apart as
/// <see cref="Reachability.HostPorts"/>; what goes through routers outside of the engine is not part of it.
/// </remarks>
public sealed class NetworkTopology
{
    private readonly ComposeProject _project;
    private readonly ImmutableSortedDictionary<string, ServiceDefinition> _owners;
    private readonly ImmutableSortedDictionary<string, ImmutableArray<Attachment>> _attachments;

    private NetworkTopology(ComposeProject project)
    {
        _project = project;
        _owners = project.Services.ToImmutableSortedDictionary(
            entry => entry.Key,
            entry => NamespaceOwner(project, entry.Key),
            StringComparer.Ordinal);
        _attachments = project.Services.ToImmutableSortedDictionary(
            entry => entry.Key,
            entry => Attachment.Of(project, entry.Value).ToImmutableArray(),
            StringComparer.Ordinal);
    }

    /// <summary>The names of the services, ordered.</summary>
    public ImmutableArray<string> Services => [.. _project.Services.Keys];

    /// <summary>Builds the topology from the project's networks and the services' endpoints and network modes.</summary>
    public static NetworkTopology From(ComposeProject project)
    {
        ArgumentNullException.ThrowIfNull(project);
        return new NetworkTopology(project.Networks.Values.Any(network => ModeOf(network.Name) is not null) ? WithModes(project) : project);
    }

    /// <summary>Returns whether and how one service reaches another.</summary>
    /// <param name="from">The service that calls.</param>
    /// <param name="to">The service that is called.</param>
    /// <exception cref="ArgumentException">The project has no service of that name.</exception>
    public Reachability Between(string from, string to)
    {
        ServiceDefinition caller = OwnerOf(from, nameof(from));
        ServiceDefinition called = OwnerOf(to, nameof(to));
        if (_project.Services[from].Scale == 0 || _project.Services[to].Scale == 0)
        {
            return new Reachability(from, to) { Reasons = [.. ReachReasons.NoContainers(_project.Services[from], _project.Services[to])] };
        }

        Attachment[] common = [.. _attachments[called.Name].Where(network => Joins(caller, network.Name))];
        var names = common.Where(network => EndpointNames.AreKnownOn(network.Name)).ToImmutableSortedDictionary(network => network.Key, network => NamesOf(called, network), StringComparer.Ordinal);
        PortDefinition[] ports = [.. HostPorts(caller, called)];
        return new Reachability(from, to)
        {
            IsReachable = common.Length > 0 || ShareNamespace(from, to) || AcrossHost(caller, called),
            Names = names,
            HostPorts = [.. ports],
            Reasons = [.. Reasons(from, to, common, names), .. ports.Select(port => Reason(port, caller, called))],
        };
    }

    /// <summary>Draws the topology in Mermaid's flowchart syntax: networks first, then services, endpoints and published ports.</summary>
    public string ToMermaid() => MermaidWriter.Write(TopologyDrawing.Of(_project));

    /// <summary>Draws the topology in Graphviz's DOT syntax: networks first, then services, endpoints and published ports.</summary>
    public string ToDot() => DotWriter.Write(TopologyDrawing.Of(_project));

    /// <summary>Draws the topology as a self-contained SVG picture: networks as lines, the services on them as rows. Needs no other program.</summary>
    public string ToSvg() => SvgWriter.Write(BusDiagram.Of(_project));

    /// <summary>Writes the topology as one self-contained HTML page: the picture, who reaches whom, and every service's addresses and ports.</summary>
    public string ToHtml() => HtmlWriter.Write(_project, this);

    /// <summary>Writes networks, services and every pair of services as JSON for programs.</summary>
    public string ToJson() => TopologyJson.Write(_project, this);

    /// <summary>The service whose endpoints a service uses: itself, unless it shares another's namespace.</summary>
    internal string EndpointOwner(string service) => _owners[service].Name;

    /// <summary>Whether the service is in the host's own network.</summary>
    internal bool OwnsHost(string service) => _owners[service].NetworkMode is NetworkMode.Host;

    /// <summary>Whether all containers of a service are in one network namespace, which is another's.</summary>
    internal bool IsInAnothersNamespace(string service) => _owners[service].Name != service || _owners[service].NetworkMode is NetworkMode.Host or NetworkMode.Container;

    /// <summary>Whether two services are in one network namespace.</summary>
    internal bool ShareNamespace(string from, string to) =>
        _owners[from].Name == _owners[to].Name || (_owners[from].NetworkMode, _owners[to].NetworkMode) switch
        {
            (NetworkMode.Host, NetworkMode.Host) => true,
            (NetworkMode.Container one, NetworkMode.Container other) => one.Name == other.Name,
            _ => false,
        };

    /// <summary>Whether the published ports of a service are open at its own address on the network, which is named as on the engine, to a caller who is not on it.</summary>
    internal bool IsRouted(string from, string to, string network, bool ipv6) =>
        HasWayOut(_owners[from]) && !OwnsHost(from) && HasWayOut(_owners[to]) && Definition(network)?.IsRouted(ipv6) == true;

    /// <summary>The key of a network of the service on which its published ports are open at its own address; null for none.</summary>
    internal string? RoutedNetwork(string service) => RoutedNetwork(_owners[service]);

    /// <summary>The host's address on which a service publishes a port: the one that the port names, else that of its bridges; null for all addresses.</summary>
    internal string? BoundTo(string service, string? named) => string.IsNullOrEmpty(named) ? DefaultBinding(_owners[service]) : named;

    /// <summary>The network of that name on the engine; null where the project has none.</summary>
    internal NetworkDefinition? Definition(string network) => _project.Networks.Values.FirstOrDefault(definition => definition.Name == network);

    /// <summary>The key of the network of that name on the engine; the name itself where the project has none.</summary>
    internal string KeyOf(string network) => Definition(network)?.Key ?? network;

    /// <summary>Whether a service reaches the address that another one has on a network, which is named as on the engine.</summary>
    internal bool ReachesAddress(string from, string to, string network, bool ipv6) =>
        ShareNamespace(from, to) || (IsOn(_owners[to], network) && (OwnsHost(from)
            ? Definition(network) is not { } definition || (definition.IsBridge() && !definition.IsWithoutHost(ipv6))
            : Joins(_owners[from], network)));

    private IEnumerable<string> Reasons(string from, string to, Attachment[] common, ImmutableSortedDictionary<string, ImmutableArray<string>> names)
    {
        (ServiceDefinition caller, ServiceDefinition called) = (_owners[from], _owners[to]);
        if (ShareNamespace(from, to))
        {
            return [ReachReasons.Namespace(caller)];
        }

        if (common.Length > 0)
        {
            return
            [
                .. names.Select(entry => ReachReasons.Common(entry.Key, called, entry.Value)),
                .. common.Where(network => !names.ContainsKey(network.Key)).Take(1).Select(_ => ReachReasons.WithoutNames),
            ];
        }

        if (AcrossHost(caller, called))
        {
            return [ReachReasons.AcrossHost(caller, called, OnlyOverOverlay(OwnsHost(from) ? called : caller))];
        }

        string[] silent = [.. _attachments[called.Name].Where(network => network.IsSilent && IsOn(caller, network.Name)).Select(network => network.Key)];
        return silent.Length > 0 ? silent.Select(ReachReasons.Silent)
            : WithoutHost(caller, called) is { } apart ? [ReachReasons.WithoutHost(apart, _attachments[apart.Name].Select(network => network.Key))]
            : [ReachReasons.NothingInCommon(caller, called)];
    }

    private string Reason(PortDefinition port, ServiceDefinition caller, ServiceDefinition called) =>
        RoutedNetwork(called) is { } routed ? ReachReasons.Routed(port, called, routed)
        : !OwnsHost(caller.Name) && !HasWayOut(caller) && MayHaveIpv6(called) ? ReachReasons.ThroughProxy(port, called)
        : ReachReasons.ThroughHost(port, called);

    // The gateway of a network with a way out is an address of the host, where every port is found that is not kept to the host itself.
    private IEnumerable<PortDefinition> HostPorts(ServiceDefinition caller, ServiceDefinition called)
    {
        bool ownsHost = caller.NetworkMode is NetworkMode.Host;
        if (caller.Name == called.Name || !HasWayOut(called))
        {
            return [];
        }

        return ownsHost ? called.Ports
            : HasWayOut(caller) ? called.Ports.Where(port => !EndpointAddress.IsLoopback(BoundTo(called.Name, port.HostIp)) || RoutedNetwork(called) is not null)
            : SeesHostByIpv6(caller) ? called.Ports.Where(port => IsOnIpv6(BoundTo(called.Name, port.HostIp)))
            : [];
    }

    // The host has an IPv6 address on such a bridge, and its proxy answers there, however internal the network is: on engine 20.10 for every container, on 28.5
    // for those without an IPv6 address, since packets for the others go to that one and are dropped on the way. Which engine it will be is not known here.
    private bool SeesHostByIpv6(ServiceDefinition service) => _attachments[service.Name].Any(network =>
        network.Definition is { EnableIpv6: true } definition && definition.IsBridge() && !definition.IsWithoutHost(ipv6: true));

    private bool MayHaveIpv6(ServiceDefinition service) => _attachments[service.Name].Any(network => network.Definition is null or { External: true } or { EnableIpv6: true });

    // Which network gives a container its gateway, and so its published ports, the engine decides; any of them may.
    private string? RoutedNetwork(ServiceDefinition service) => _attachments[service.Name].FirstOrDefault(network => network.Definition?.IsRouted() == true)?.Key;

    private string? DefaultBinding(ServiceDefinition service)
    {
        string?[] bindings = [.. _attachments[service.Name].Where(network => network.LeadsToHost).Select(network => network.Definition?.DefaultBinding()).Distinct()];
        return bindings is [var same] ? same : null;
    }

    private static bool IsOnIpv6(string? address) => string.IsNullOrEmpty(address)
        || (IPAddress.TryParse(address, out IPAddress? parsed) && parsed.AddressFamily == AddressFamily.InterNetworkV6 && !IPAddress.IsLoopback(parsed));

    // An engine publishes no ports of a container that is only on networks without a way to the host. Where a container outside of the project is, is not known.
    private bool HasWayOut(ServiceDefinition service) => service.NetworkMode is NetworkMode.Container || _attachments[service.Name].Any(network => network.LeadsToHost);

    // The engine's networks "host" and "none" are what the modes of these names are, under a key too.
    private static ComposeProject WithModes(ComposeProject project) => project with
    {
        Services = project.Services.ToImmutableSortedDictionary(
            entry => entry.Key,
            entry => Attachment.Of(project, entry.Value).Select(network => ModeOf(network.Name)).OfType<NetworkMode>().FirstOrDefault() is { } mode
                ? entry.Value with { NetworkMode = mode, Networks = Ordinal.Map<EndpointDefinition>() }
                : entry.Value,
            StringComparer.Ordinal),
    };

    private static NetworkMode? ModeOf(string network) => network switch
    {
        "host" => new NetworkMode.Host(),
        "none" => new NetworkMode.None(),
        _ => null,
    };

    // The loader refuses cycles and unknown names; here they end the search, and the service has no networks.
    private static ServiceDefinition NamespaceOwner(ComposeProject project, string service) => project.Services[Closure.EndOf(
        service,
        name => project.Services[name].NetworkMode is NetworkMode.Service shared && project.Services.ContainsKey(shared.Name) ? shared.Name : null)];

    // The host has an address on every bridge that is not isolated, and every container there reaches the host through its gateway; neither knows the other's name.
    private bool AcrossHost(ServiceDefinition caller, ServiceDefinition called) => (caller.NetworkMode, called.NetworkMode) switch
    {
        (NetworkMode.Host, _) => IsSharedWithHost(called),
        (_, NetworkMode.Host) => IsSharedWithHost(caller),
        _ => false,
    };

    // Where a container outside of the project is, is not known: most likely on a bridge.
    private bool IsSharedWithHost(ServiceDefinition service) =>
        service.NetworkMode is NetworkMode.Host or NetworkMode.Container || _attachments[service.Name].Any(network => network.IsSharedWithHost);

    private bool OnlyOverOverlay(ServiceDefinition service) =>
        !_attachments[service.Name].IsEmpty && _attachments[service.Name].Where(network => network.IsSharedWithHost).All(network => network.Definition?.Driver == "overlay");

    // The one of two that is on networks, none of which the other, in the host's own network, is found on.
    private ServiceDefinition? WithoutHost(ServiceDefinition caller, ServiceDefinition called) => (caller.NetworkMode, called.NetworkMode) switch
    {
        (NetworkMode.Host, _) when !_attachments[called.Name].IsEmpty => called,
        (_, NetworkMode.Host) when !_attachments[caller.Name].IsEmpty => caller,
        _ => null,
    };

    private ServiceDefinition OwnerOf(string service, string parameter) =>
        _owners.GetValueOrDefault(service) ?? throw new ArgumentException(ServiceNames.NotEnabled(_project, [service])[0], parameter);

    private bool IsOn(ServiceDefinition service, string network) => _attachments[service.Name].Any(attachment => attachment.Name == network);

    private bool Joins(ServiceDefinition service, string network) => _attachments[service.Name].Any(attachment => attachment.Name == network && !attachment.IsSilent);

    private ImmutableArray<string> NamesOf(ServiceDefinition service, Attachment network)
    {
        IEnumerable<string> containers = Enumerable.Range(1, service.Scale).Select(number => ContainerNames.Of(_project, service, number));
        if (service.NetworkMode is not null)
        {
            // A network mode plugs a container in under its own name only.
            return [.. containers.Distinct(StringComparer.Ordinal)];
        }

        var names = new List<string> { service.Name };
        names.AddRange(containers);
        if (service.Hostname is { } hostname)
        {
            names.Add(hostname);
        }

        names.AddRange(service.Networks[network.Key].Aliases);
        if (EndpointNames.WithProject(_project, service.Name, network.Name) is { } name)
        {
            names.Add(name);
        }

        return [.. names.Distinct(StringComparer.Ordinal)];
    }
}
