using System.Collections.Immutable;
using Compose.Net.Graph;
using Compose.Net.Model;

namespace Compose.Net.Planning;

/// <summary>Makes a project out of the labels that its containers, networks and volumes carry, ours or those of docker compose.</summary>
internal static class FoundProject
{
    /// <summary>Returns the project; null where nothing of it is there.</summary>
    public static ComposeProject? Of(ObservedState observed)
    {
        ObservedNetwork[] networks = [.. observed.Networks.Where(network => network.Labels.GetValueOrDefault(Labels.Project) == observed.Project)];
        ObservedVolume[] volumes = [.. observed.Volumes.Where(volume => volume.Labels.GetValueOrDefault(Labels.Project) == observed.Project)];
        if (observed.Containers.IsEmpty && networks.Length == 0 && volumes.Length == 0)
        {
            return null;
        }

        ObservedContainer? latest = observed.Containers.LastOrDefault(container => container.Labels.ContainsKey(Labels.ConfigFiles));
        var project = new ComposeProject
        {
            Name = observed.Project,
            IsFound = true,
            WorkingDirectory = latest?.Labels.GetValueOrDefault(Labels.WorkingDirectory) ?? "",
            Files = [.. latest?.Labels[Labels.ConfigFiles].Split(',', StringSplitOptions.RemoveEmptyEntries) ?? []],
            Services = observed.Containers
                .Where(container => container.Service.Length > 0)
                .GroupBy(container => container.Service, StringComparer.Ordinal)
                .ToImmutableSortedDictionary(group => group.Key, group => Service(group, observed), StringComparer.Ordinal),
            Networks = networks
                .DistinctBy(KeyOf, StringComparer.Ordinal)
                .ToImmutableSortedDictionary(KeyOf, network => new NetworkDefinition { Key = KeyOf(network), Name = network.Name, Driver = network.Driver, Internal = network.Internal }, StringComparer.Ordinal),
            Volumes = volumes
                .DistinctBy(KeyOf, StringComparer.Ordinal)
                .ToImmutableSortedDictionary(KeyOf, volume => new VolumeDefinition { Key = KeyOf(volume), Name = volume.Name, Driver = volume.Driver }, StringComparer.Ordinal),
        };
        return DependencyGraph.From(project).Cycle.IsEmpty ? project : WithoutDependencies(project);
    }

    private static ServiceDefinition Service(IGrouping<string, ObservedContainer> containers, ObservedState observed) => new()
    {
        Name = containers.Key,
        Image = containers.First().Image,
        Scale = containers.Count(container => !container.OneOff && !container.Labels.ContainsKey(Labels.Hook)),
        DependsOn = containers
            .SelectMany(container => DependencyLabel.Read(container.Labels.GetValueOrDefault(Labels.DependsOn, "")))
            .Where(entry => entry.Key != containers.Key)
            .DistinctBy(entry => entry.Key, StringComparer.Ordinal)
            .ToImmutableSortedDictionary(StringComparer.Ordinal),
        NetworkMode = OwnerOf(containers.First().NetworkMode, containers.Key, observed) is { } network ? new NetworkMode.Service(network) : null,
        IpcMode = OwnerOf(containers.First().IpcMode, containers.Key, observed) is { } ipc ? new IpcMode.Service(ipc) : null,
        PidMode = OwnerOf(containers.First().PidMode, containers.Key, observed) is { } pid ? new PidMode.Service(pid) : null,
    };

    // The service whose container's namespace is shared.
    private static string? OwnerOf(string mode, string service, ObservedState observed) => ContainerMode.ContainerIn(mode) is { } shared
        && observed.Containers.FirstOrDefault(container => shared == container.Id || shared == container.Name) is { Service.Length: > 0 } owner
        && owner.Service != service
            ? owner.Service
            : null;

    // Labels are anybody's to write. Whoever wrote a circle gets no order, and everything else.
    private static ComposeProject WithoutDependencies(ComposeProject project) => project with
    {
        Services = project.Services.ToImmutableSortedDictionary(entry => entry.Key, entry => new ServiceDefinition { Name = entry.Key, Image = entry.Value.Image, Scale = entry.Value.Scale }, StringComparer.Ordinal),
    };

    private static string KeyOf(ObservedNetwork network) => network.Labels.GetValueOrDefault(Labels.Network, network.Name);

    private static string KeyOf(ObservedVolume volume) => volume.Labels.GetValueOrDefault(Labels.Volume, volume.Name);
}
