using System.Collections.Immutable;
using System.Net;
using Compose.Net.Graph;
using Compose.Net.Model;

namespace Compose.Net.Planning.Copies;

/// <summary>
/// Makes a copy of a project that can run beside it and beside other copies: everything that an engine or a host has only one of is
/// renamed, moved or left to be chosen.
/// </summary>
internal sealed class ProjectCopy
{
    private readonly ComposeProject _project;
    private readonly string _id;
    private readonly string _name;
    private readonly string _hostIp;

    private ProjectCopy(ComposeProject project, string id, string hostIp)
    {
        _project = project;
        _id = id;
        _name = $"{project.Name}-{id}";
        _hostIp = hostIp;
    }

    public static ComposeProject Of(ComposeProject project, string id, string hostIp) => new ProjectCopy(project, id, hostIp).Make();

    private ComposeProject Make() => _project with
    {
        Name = _name,
        Copy = new CopyOrigin(_id, _project.Name),
        Services = Each(_project.Services, Copy),
        DisabledServices = Each(_project.DisabledServices, Copy),
        Networks = Each(_project.Networks, Copy),
        Volumes = Each(_project.Volumes, volume => volume.External ? volume : volume with { Name = NameOf(volume.Name, volume.Key), Labels = Labelled(volume.Labels) }),
        Secrets = Each(_project.Secrets, secret => secret.External ? secret : secret with { Name = NameOf(secret.Name, secret.Key) }),
        Configs = Each(_project.Configs, config => config.External ? config : config with { Name = NameOf(config.Name, config.Key) }),
    };

    private NetworkDefinition Copy(NetworkDefinition network) => network.External ? network : network with
    {
        Name = NameOf(network.Name, network.Key),
        DriverOptions = network.DriverOptions.Remove(BridgeOptions.Name), // An interface of the host, of which there is one of a name.
        Labels = Labelled(network.Labels),
        Movable = true,
    };

    private ServiceDefinition Copy(ServiceDefinition service) => service with
    {
        ContainerName = service.ContainerName is { } name ? $"{name}-{_id}" : null,
        NetworkMode = service.NetworkMode is NetworkMode.Engine && Attachment.Of(_project, service).Single().Definition is { External: false } own ? new NetworkMode.Engine(NameOf(own.Name, own.Key)) : service.NetworkMode,
        Networks = service.ContainerName is { } former ? Each(service.Networks, (key, endpoint) => AnswersTo(former, key, endpoint)) : service.Networks,
        Ports = [.. service.Ports.Select(port => port with { Published = null, HostIp = HostIpFor(service) }).Distinct()],
        Labels = Labelled(service.Labels),
    };

    // An engine does not publish a port on an address of IPv4 for a container that has none (28.5).
    private string HostIpFor(ServiceDefinition service)
    {
        Attachment[] networks = [.. Attachment.Of(_project, service)];
        bool hasIpv4 = networks.Length == 0 || networks.Any(network => network.Definition is not { EnableIpv4: false });
        return hasIpv4 ? _hostIp
            : _hostIp == IPAddress.Loopback.ToString() ? IPAddress.IPv6Loopback.ToString()
            : _hostIp == IPAddress.Any.ToString() ? IPAddress.IPv6Any.ToString()
            : _hostIp;
    }

    // A container's name is also a DNS name on its networks, and others of the project may use it as one.
    private EndpointDefinition AnswersTo(string containerName, string key, EndpointDefinition endpoint) =>
        _project.Networks.GetValueOrDefault(key) is { External: false } && !endpoint.Aliases.Contains(containerName, StringComparer.Ordinal)
            ? endpoint with { Aliases = endpoint.Aliases.Add(containerName) }
            : endpoint;

    private string NameOf(string name, string key) => name == $"{_project.Name}_{key}" ? $"{_name}_{key}" : $"{name}-{_id}";

    private ImmutableSortedDictionary<string, string> Labelled(ImmutableSortedDictionary<string, string> labels) =>
        labels.SetItem(CopyLabels.Copy, _id).SetItem(CopyLabels.Of, _project.Name);

    private static ImmutableSortedDictionary<string, T> Each<T>(ImmutableSortedDictionary<string, T> definitions, Func<T, T> change) => Each(definitions, (_, definition) => change(definition));

    private static ImmutableSortedDictionary<string, T> Each<T>(ImmutableSortedDictionary<string, T> definitions, Func<string, T, T> change) =>
        definitions.SetItems(definitions.Select(entry => KeyValuePair.Create(entry.Key, change(entry.Key, entry.Value))));
}
