using System.Collections.Immutable;
using Compose.Net.Docker.Errors;
using Compose.Net.Docker.Mapping;
using Compose.Net.Docker.Transport;
using Compose.Net.Model;
using Compose.Net.Planning;
using Docker.DotNet;
using Wire = Docker.DotNet.Models;

namespace Compose.Net.Docker;

/// <summary>Takes snapshots: three lists at the same time, and a closer look at what is the project's own.</summary>
internal sealed class Observer(DockerClient client, EngineHttp http, EngineCalls calls, EngineCapabilities capabilities, EngineSurroundings surroundings, bool isLocal, TimeProvider time)
{
    // So that a scale beyond all reason costs nothing.
    private const int MostGuesses = 1000;

    // One host of a swarm hears a second or so late that somebody on another one is gone.
    private static readonly TimeSpan[] SwarmSettlingPauses = [.. new[] { 100, 200, 400, 800, 1600 }.Select(pause => TimeSpan.FromMilliseconds(pause))];

    public async Task<ObservedState> ObserveAsync(ComposeProject project, CancellationToken cancellationToken)
    {
        string attempt = $"The state of project \"{project.Name}\" could not be read";
        Task<T> AskAsync<T>(Func<CancellationToken, Task<T>> call) => calls.AskAsync(attempt, call, cancellationToken);

        var all = AskAsync(token => client.Containers.ListContainersAsync(new Wire.ContainersListParameters { All = true }, token));
        var guessed = AskAsync(token => GuessContainersAsync(project, token));
        var containers = AskAsync(async token =>
        {
            IEnumerable<Wire.ContainerListResponse> listed = (await all.ConfigureAwait(false)).Where(container => IsOurs(container.Labels, project.Name));
            return await ReadContainersAsync(listed, await guessed.ConfigureAwait(false), token).ConfigureAwait(false);
        });
        var networks = AskAsync(token => ReadNetworksAsync(project, token));
        var addressSurroundings = AskAsync(async token => await ReadAddressSurroundingsAsync(project, await networks.ConfigureAwait(false), token).ConfigureAwait(false));
        var volumes = AskAsync(client.Volumes.ListAsync);
        var images = AskAsync(token => ReadImagesAsync(ImagesOf(project), token));
        await Task.WhenAll(guessed, containers, networks, addressSurroundings, volumes, images).ConfigureAwait(false);

        Wire.ContainerListResponse[] foreign = [.. (await all.ConfigureAwait(false)).Where(container => !IsOurs(container.Labels, project.Name))];
        ImmutableArray<ObservedNetwork> existing = await networks.ConfigureAwait(false);
        HashSet<string> used = [.. existing.Where(network => IsOurs(network.Labels, project.Name)).Select(network => network.Name), .. NetworksOf(project)];
        var guests = AskAsync(token => ReadGuestsAsync(foreign.Where(container => container.NetworkSettings?.Networks?.Keys.Any(used.Contains) == true), token));
        var host = AskAsync(token => ReadHostAsync(project, existing, token));
        (ImmutableArray<ObservedRoute> routes, ImmutableArray<ObservedPool> pools) = await addressSurroundings.ConfigureAwait(false);
        return new ObservedState
        {
            Project = project.Name,
            TakenAt = time.GetUtcNow(),
            Engine = capabilities,
            Host = await host.ConfigureAwait(false),
            Containers = await containers.ConfigureAwait(false),
            ForeignContainerNames = [.. foreign.Select(ObservedContainerMapper.NameOf).Order(StringComparer.Ordinal)],
            NamedContainers = Named(project, await all.ConfigureAwait(false)),
            ForeignContainers = await guests.ConfigureAwait(false),
            Networks = existing,
            Routes = routes,
            DefaultPools = pools,
            Volumes = [.. ((await volumes.ConfigureAwait(false)).Volumes ?? []).Select(ObservedVolumeMapper.FromWire).OrderBy(volume => volume.Name, StringComparer.Ordinal)],
            Images = await images.ConfigureAwait(false),
        };
    }

    // Where subnets are chosen from, and around what, is of no interest while every network of the project is as it should be.
    private async Task<(ImmutableArray<ObservedRoute> Routes, ImmutableArray<ObservedPool> Pools)> ReadAddressSurroundingsAsync(ComposeProject project, ImmutableArray<ObservedNetwork> existing, CancellationToken cancellationToken)
    {
        ILookup<string, ObservedNetwork> byName = existing.ToLookup(network => network.Name, StringComparer.Ordinal);
        return project.Networks.Values.All(network => network.External || byName[network.Name].Any(other => NetworkIdentity.Fits(network, other, capabilities)))
            ? ([], [])
            : (surroundings.ReadRoutes(), await surroundings.ReadPoolsAsync(cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Looks at the containers that the project most likely has, by their names: meanwhile the engine makes the list of all, which takes it as long.</summary>
    private async Task<Dictionary<string, Wire.ContainerInspectResponse>> GuessContainersAsync(ComposeProject project, CancellationToken cancellationToken)
    {
        string[] names = [.. project.Services.Values
            .SelectMany(service => Enumerable.Range(1, Math.Max(service.Scale, 1)).Select(number => ContainerNames.Of(project, service, number)))
            .Distinct(StringComparer.Ordinal)
            .Take(MostGuesses)];
        List<Wire.ContainerInspectResponse> first = await InspectContainersAsync(names.Take(1), cancellationToken).ConfigureAwait(false);

        // Where not even that is there, the project is hardly up, and to ask for the others would be in vain.
        return first.Count == 0
            ? []
            : first.Concat(await InspectContainersAsync(names.Skip(1), cancellationToken).ConfigureAwait(false)).DistinctBy(container => container.ID).ToDictionary(container => container.ID, StringComparer.Ordinal);
    }

    private async Task<ImmutableArray<ObservedContainer>> ReadContainersAsync(IEnumerable<Wire.ContainerListResponse> listed, Dictionary<string, Wire.ContainerInspectResponse> guessed, CancellationToken cancellationToken)
    {
        string[] ids = [.. listed.Select(container => container.ID)];
        List<Wire.ContainerInspectResponse> others = await InspectContainersAsync(ids.Where(id => !guessed.ContainsKey(id)), cancellationToken).ConfigureAwait(false);
        Wire.ContainerInspectResponse[] ours = [.. ids.Select(guessed.GetValueOrDefault).OfType<Wire.ContainerInspectResponse>(), .. others];
        Dictionary<string, Wire.ImageInspectResponse> images = await ReadImagesOfOthersAsync(ours, cancellationToken).ConfigureAwait(false);
        return [.. ours.Select(container => ObservedContainerMapper.FromWire(container) with { Settings = Settings(container) }).OrderBy(container => container.Name, StringComparer.Ordinal)];

        ObservedSettings? Settings(Wire.ContainerInspectResponse container) =>
            images.TryGetValue(container.Image, out Wire.ImageInspectResponse? image) && !RecordsIdentity(container) ? ObservedSettingsMapper.FromWire(container, image) : null;
    }

    // On those of the engine itself nobody has a name, so who else is there does not matter.
    private static IEnumerable<string> NetworksOf(ComposeProject project) => project.Services.Values
        .Where(service => service is { Scale: > 0, NetworkMode: null })
        .SelectMany(service => service.Networks.Keys)
        .Select(key => project.Networks.GetValueOrDefault(key)?.Name ?? key)
        .Where(EndpointNames.AreKnownOn);

    private static ImmutableSortedDictionary<string, NamedContainer> Named(ComposeProject project, IEnumerable<Wire.ContainerListResponse> listed)
    {
        HashSet<string> names = [.. project.Services.Values.SelectMany(service => service.NamedContainers)];
        return names.Count == 0
            ? Ordinal.Map<NamedContainer>()
            : listed.Where(container => names.Contains(ObservedContainerMapper.NameOf(container))).ToImmutableSortedDictionary(ObservedContainerMapper.NameOf, ObservedContainerMapper.ToNamed, StringComparer.Ordinal);
    }

    // They are only ever unplugged and plugged in again, or answer to names, so what they run does not matter.
    private async Task<ImmutableArray<ObservedContainer>> ReadGuestsAsync(IEnumerable<Wire.ContainerListResponse> listed, CancellationToken cancellationToken)
    {
        List<Wire.ContainerInspectResponse> guests = await InspectContainersAsync(listed.Select(container => container.ID), cancellationToken).ConfigureAwait(false);
        return [.. guests.Select(ObservedContainerMapper.FromWire).OrderBy(container => container.Name, StringComparer.Ordinal)];
    }

    private Task<List<Wire.ContainerInspectResponse>> InspectContainersAsync(IEnumerable<string> names, CancellationToken cancellationToken) =>
        Inspection.OfEachAsync(names, (name, token) => client.Containers.InspectContainerAsync(name, token), cancellationToken);

    // A container of another tool is compared with what its service says, and with what its image says by itself.
    private async Task<Dictionary<string, Wire.ImageInspectResponse>> ReadImagesOfOthersAsync(Wire.ContainerInspectResponse[] containers, CancellationToken cancellationToken)
    {
        List<(string Id, Wire.ImageInspectResponse Image)> images = await Inspection.OfEachAsync(
            containers.Where(container => !RecordsIdentity(container)).Select(container => container.Image).Distinct(StringComparer.Ordinal),
            async (id, token) => (id, await client.Images.InspectImageAsync(id, token).ConfigureAwait(false)),
            cancellationToken).ConfigureAwait(false);
        return images.ToDictionary(entry => entry.Id, entry => entry.Image, StringComparer.Ordinal);
    }

    /// <summary>Reads the networks; again, for three seconds at most, while somebody on another host seems to hold one that may go.</summary>
    private async Task<ImmutableArray<ObservedNetwork>> ReadNetworksAsync(ComposeProject project, CancellationToken cancellationToken)
    {
        ImmutableArray<ObservedNetwork> networks = await LookAtNetworksAsync(project, cancellationToken).ConfigureAwait(false);
        foreach (TimeSpan pause in SwarmSettlingPauses)
        {
            if (!networks.Any(network => !network.RemoteEndpoints.IsEmpty && IsOurs(network.Labels, project.Name) && !NetworkIdentity.IsAsWanted(project, network, capabilities)))
                break;

            await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
            networks = await LookAtNetworksAsync(project, cancellationToken).ConfigureAwait(false);
        }

        return networks;
    }

    private async Task<ImmutableArray<ObservedNetwork>> LookAtNetworksAsync(ComposeProject project, CancellationToken cancellationToken)
    {
        IList<Wire.NetworkResponse> listed = await client.Networks.ListNetworksAsync(new Wire.NetworksListParameters(), cancellationToken).ConfigureAwait(false);
        Dictionary<string, NetworkTasksBody> tasks = await ReadTasksAsync(project, listed, cancellationToken).ConfigureAwait(false);
        ObservedNetwork[] all = [.. listed.Select(FromWire)];

        // The list does not tell who is plugged in, and an engine takes longer to say so than all the rest together. It matters where a network may go.
        ILookup<string, ObservedNetwork> byName = all.ToLookup(network => network.Name, StringComparer.Ordinal);
        HashSet<string> mayGo = [.. all.Where(network => IsOurs(network.Labels, project.Name) && !IsToStay(network)).Select(network => network.Id)];
        ObservedNetwork[] looked = [.. (await Inspection.OfEachAsync(mayGo, (id, token) => client.Networks.InspectNetworkAsync(id, token), cancellationToken).ConfigureAwait(false)).Select(FromWire)];
        return [.. looked.Concat(all.Where(network => !mayGo.Contains(network.Id))).OrderBy(network => network.Name, StringComparer.Ordinal).ThenBy(network => network.Id, StringComparer.Ordinal)];

        ObservedNetwork FromWire(Wire.NetworkResponse network) => ObservedNetworkMapper.FromWire(network, capabilities, tasks.GetValueOrDefault(network.ID));

        bool IsToStay(ObservedNetwork network) => !byName[network.Name].Skip(1).Any() && NetworkIdentity.IsAsWanted(project, network, capabilities);
    }

    // On a swarm's networks there are containers of other hosts, and services of the swarm.
    private async Task<Dictionary<string, NetworkTasksBody>> ReadTasksAsync(ComposeProject project, IList<Wire.NetworkResponse> networks, CancellationToken cancellationToken)
    {
        Wire.NetworkResponse[] ofSwarm = [.. networks.Where(network => network.Scope == "swarm")];
        if (ofSwarm.Length == 0)
            return [];

        HashSet<string> used = [.. networks.Where(network => IsOurs(network.Labels, project.Name)).Select(network => network.Name), .. NetworksOf(project)];
        List<(string Id, NetworkTasksBody Tasks)> shared = await Inspection.OfEachAsync(
            ofSwarm.Where(network => used.Contains(network.Name)).Select(network => network.ID),
            async (id, token) => (id, await http.GetAsync($"networks/{id}?verbose=true", EngineJson.Default.NetworkTasksBody, token).ConfigureAwait(false)),
            cancellationToken).ConfigureAwait(false);
        return shared.ToDictionary(entry => entry.Id, entry => entry.Tasks, StringComparer.Ordinal);
    }

    // Only drivers beside the usual one depend on the machine, and networks that are missed may be a swarm's; the engine takes its time to describe that.
    private async Task<ObservedHost> ReadHostAsync(ComposeProject project, ImmutableArray<ObservedNetwork> networks, CancellationToken cancellationToken)
    {
        string[] drivers = [.. project.Networks.Values.Where(network => !network.External).Select(network => network.Driver ?? "bridge").Where(driver => driver != "bridge").Distinct(StringComparer.Ordinal)];
        if (drivers.Length == 0 && !project.Networks.Values.Any(network => network.External && !networks.Any(other => other.Name == network.Name)))
            return new ObservedHost();

        InfoBody info = await http.GetAsync("info", EngineJson.Default.InfoBody, cancellationToken).ConfigureAwait(false);
        string[] listed = [.. (info.Plugins?.Network ?? []).Concat(isLocal ? HostView.AnnouncedPlugins() : []).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return new ObservedHost
        {
            NetworkDrivers = isLocal ? [.. listed] : [],
            InSwarm = info.Swarm?.LocalNodeState is { } state ? state == "active" : null,
            IsWorker = info.Swarm is { LocalNodeState: "active", ControlAvailable: false },
            Interfaces = isLocal ? HostView.Interfaces(networks) : [],
        };
    }

    private static IEnumerable<string> ImagesOf(ComposeProject project) => project.Services.Values
        .SelectMany(service => service.Mounts.OfType<ImageMount>().Select(mount => mount.Source).Concat(service.PreStart.Select(hook => hook.Image).OfType<string>()).Prepend(ImageNames.Of(project, service)))
        .Distinct(StringComparer.Ordinal);

    /// <summary>Looks at images, by reference or id.</summary>
    public async Task<ImmutableSortedDictionary<string, ObservedImage>> ReadImagesAsync(IEnumerable<string> references, CancellationToken cancellationToken)
    {
        List<(string Reference, ObservedImage Image)> found = await Inspection.OfEachAsync(
            references.Where(ImageNames.CanBe),
            async (reference, token) => (reference, ObservedImageMapper.FromWire(await client.Images.InspectImageAsync(reference, token).ConfigureAwait(false))),
            cancellationToken).ConfigureAwait(false);
        return found.ToImmutableSortedDictionary(entry => entry.Reference, entry => entry.Image, StringComparer.Ordinal);
    }

    private static bool RecordsIdentity(Wire.ContainerInspectResponse container) => container.Config?.Labels?.ContainsKey(Labels.Identity) == true;

    private static bool IsOurs(IDictionary<string, string>? labels, string project) =>
        labels?.TryGetValue(Labels.Project, out string? owner) == true && owner == project;
}
