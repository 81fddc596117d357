using Compose.Net.Model;

namespace Compose.Net.Graph;

/// <summary>A network of the engine that a service is on, in whichever way the project says so: under <c>networks</c>, or by a network mode that names it.</summary>
/// <param name="Name">The network's name on the engine.</param>
/// <param name="Key">The key by which the service or the project names it; its name where neither has one.</param>
/// <param name="Definition">What the project says about it; null where that is nothing.</param>
internal sealed record Attachment(string Name, string Key, NetworkDefinition? Definition)
{
    /// <summary>Whether containers on it do not talk to each other.</summary>
    public bool IsSilent => Definition?.IsSilent() == true;

    /// <summary>Whether a container that is on it can have ports on the host, and reaches the host.</summary>
    public bool LeadsToHost => Definition?.LeadsToHost() != false;

    /// <summary>Whether the host has an address where such a container has one, so that either reaches the other.</summary>
    public bool IsSharedWithHost => Definition?.IsSharedWithHost() != false;

    /// <summary>The networks of a service that shares no other's namespace, ordered as the service's keys.</summary>
    public static IEnumerable<Attachment> Of(ComposeProject project, ServiceDefinition service)
    {
        if (service.NetworkMode is null)
        {
            return service.Networks.Keys.Select(key => project.Networks.GetValueOrDefault(key) is { } network
                ? new Attachment(network.Name, key, network)
                : new Attachment(key, key, null));
        }

        if (service.NetworkMode.NetworkName is not { } name)
        {
            return [];
        }

        NetworkDefinition? declared = project.Networks.Values.FirstOrDefault(network => network.Name == name);
        return [new Attachment(name, declared?.Key ?? name, declared)];
    }
}
