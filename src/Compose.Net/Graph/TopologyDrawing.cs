using System.Collections.Immutable;
using Compose.Net.Model;

namespace Compose.Net.Graph;

/// <summary>A project's networks as nodes and edges, for any syntax. Ids follow from the order of names.</summary>
internal sealed record TopologyDrawing(string Title, ImmutableArray<DrawnNode> Nodes, ImmutableArray<DrawnEdge> Edges)
{
    private const string HostId = "host";
    public static TopologyDrawing Of(ComposeProject project)
    {
        ImmutableSortedDictionary<string, string> networks = Ids(project.Networks.Keys, "n");
        ImmutableSortedDictionary<string, string> services = Ids(project.Services.Keys, "s");
        ImmutableSortedDictionary<string, string> undeclared = Undeclared(project);
        IEnumerable<DrawnNode> nodes = project.Networks.Values.Select(network => Draw(project, network, networks[network.Key]))
            .Concat(undeclared.Select(network => DrawUndeclared(network.Key, network.Value)))
            .Concat(NodesOfTheEngine(project))
            .Concat(project.Services.Values.Select(service => Draw(service, services[service.Name])));
        IEnumerable<DrawnEdge> edges = project.Services.Values.SelectMany(service => Endpoints(project, service, services, networks, undeclared))
            .Concat(project.Services.Values.SelectMany(service => Ports(service, services[service.Name])));
        return new TopologyDrawing(project.Name, [.. nodes], [.. edges]);
    }

    private static ImmutableSortedDictionary<string, string> Ids(IEnumerable<string> names, string prefix) =>
        names.Select((name, index) => (name, index)).ToImmutableSortedDictionary(
            entry => entry.name,
            entry => FormattableString.Invariant($"{prefix}{entry.index}"),
            StringComparer.Ordinal);

    private static DrawnNode Draw(ComposeProject project, NetworkDefinition network, string id)
    {
        ImmutableArray<string>.Builder lines = ImmutableArray.CreateBuilder<string>();
        lines.Add(network.Key);
        if (network.Name != $"{project.Name}_{network.Key}" && network.Name != network.Key)
        {
            lines.Add(network.Name);
        }

        string[] traits = [.. new[]
        {
            network.Driver is null or "bridge" ? "" : network.Driver,
            network.External ? "external" : "",
            network.Internal ? "internal" : "",
        }.Where(trait => trait.Length > 0)];
        if (traits.Length > 0)
        {
            lines.Add(string.Join(", ", traits));
        }

        lines.AddRange(network.Subnets);
        return new DrawnNode(id, network.Internal ? DrawnNodeKind.InternalNetwork : DrawnNodeKind.Network, lines.ToImmutable());
    }

    private static IEnumerable<DrawnNode> NodesOfTheEngine(ComposeProject project)
    {
        if (project.Services.Values.Any(service => service.NetworkMode is NetworkMode.Host || !service.Ports.IsEmpty))
        {
            yield return new DrawnNode(HostId, DrawnNodeKind.Host, ["host"]);
        }
    }

    // The networks of the engine that only a network mode names.
    private static ImmutableSortedDictionary<string, string> Undeclared(ComposeProject project)
    {
        var names = project.Services.Values
            .SelectMany(service => service.NetworkMode is null ? [] : Attachment.Of(project, service))
            .Where(network => network.Definition is null)
            .Select(network => network.Name)
            .ToImmutableSortedSet(StringComparer.Ordinal);
        ImmutableSortedDictionary<string, string> ids = Ids(names.Remove(NetworkMode.EnginesBridge), "e");
        return names.Contains(NetworkMode.EnginesBridge) ? ids.Add(NetworkMode.EnginesBridge, "bridge") : ids;
    }

    private static DrawnNode DrawUndeclared(string name, string id) =>
        new(id, DrawnNodeKind.Network, [name, EndpointNames.AreKnownOn(name) ? "of the engine" : "of the engine, no names"]);

    private static DrawnNode Draw(ServiceDefinition service, string id)
    {
        ImmutableArray<string> lines = service.Scale == 1 ? [service.Name] : [service.Name, FormattableString.Invariant($"{service.Scale} containers")];
        return new DrawnNode(id, DrawnNodeKind.Service, service.NetworkMode switch
        {
            NetworkMode.None => lines.Add("no network"),
            NetworkMode.Container shared => lines.Add($"in the namespace of container {shared.Name}"),
            _ => lines,
        });
    }

    private static IEnumerable<DrawnEdge> Endpoints(
        ComposeProject project,
        ServiceDefinition service,
        ImmutableSortedDictionary<string, string> services,
        ImmutableSortedDictionary<string, string> networks,
        ImmutableSortedDictionary<string, string> undeclared)
    {
        string id = services[service.Name];
        switch (service.NetworkMode)
        {
            case null:
                return service.Networks.Where(entry => networks.ContainsKey(entry.Key))
                    .Select(entry => new DrawnEdge(id, networks[entry.Key], DrawnEdgeKind.Endpoint, Label(entry.Value)));
            case NetworkMode.Host:
                return [new DrawnEdge(id, HostId, DrawnEdgeKind.Shared, ["shares the namespace"])];
            case NetworkMode.Service shared when services.TryGetValue(shared.Name, out string? owner):
                return [new DrawnEdge(id, owner, DrawnEdgeKind.Shared, ["shares the namespace"])];
            default:
                return Attachment.Of(project, service).Select(network => new DrawnEdge(id, network.Definition is null ? undeclared[network.Name] : networks[network.Key], DrawnEdgeKind.Endpoint, []));
        }
    }

    private static ImmutableArray<string> Label(EndpointDefinition endpoint) =>
        [.. endpoint.FixedAddresses, .. endpoint.Aliases];

    private static IEnumerable<DrawnEdge> Ports(ServiceDefinition service, string id) =>
        service.Ports.IsEmpty ? [] : [new DrawnEdge(HostId, id, DrawnEdgeKind.Published, [.. service.Ports.Select(Describe)])];

    private static string Describe(PortDefinition port)
    {
        string address = port.HostIp is { } ip ? EndpointAddress.BeforePort(ip) + ":" : "";
        return FormattableString.Invariant($"{address}{port.Published ?? "any"} to {port.Target}/{port.Protocol}");
    }
}
