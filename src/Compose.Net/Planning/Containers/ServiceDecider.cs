using System.Collections.Immutable;
using Compose.Net.Graph;
using Compose.Net.Model;

namespace Compose.Net.Planning;

/// <summary>Decides for each service which containers stay, which are replaced and which go. Writes no steps.</summary>
internal sealed class ServiceDecider(ComposeProject project, ImmutableHashSet<string> frozen, ObservedState observed, ReconcileOptions options)
{
    private readonly Dictionary<string, ServiceDecision> _decisions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Reason> _replacedForNetworks = new(StringComparer.Ordinal);
    private readonly NetworkChoice _networks = new(project, observed);

    private readonly ILookup<string, ObservedContainer> _containers =
        observed.Containers.Where(container => !container.OneOff).ToLookup(container => container.Service, StringComparer.Ordinal);

    // The networks that stay as they are, with their ids.
    private Dictionary<string, string>? _steady;

    private Dictionary<string, string> Steady => _steady ??= observed.Networks
        .Where(network => _networks.Of(network.Name)?.Id == network.Id)
        .Where(network => project.Networks.Values.All(definition => definition.Name != network.Name || NetworkIdentity.Fits(definition, network, observed.Engine)))
        .ToDictionary(network => network.Name, network => network.Id, StringComparer.Ordinal);

    /// <summary>The containers that are replaced only because of how they are plugged in, by id, each with the reason.</summary>
    public IReadOnlyDictionary<string, Reason> ReplacedForNetworks => _replacedForNetworks;

    /// <summary>Returns the decisions by service. Dependencies are decided before those that depend on them.</summary>
    public Dictionary<string, ServiceDecision> Decide(DependencyGraph graph)
    {
        foreach (string service in graph.StartOrder)
        {
            _decisions.Add(service, frozen.Contains(service) ? LeaveAlone(project.Services[service]) : Decide(project.Services[service]));
        }

        return _decisions;
    }

    private ServiceDecision LeaveAlone(ServiceDefinition service) => new(
        service,
        new FieldMap.Builder().Build(),
        [.. Selection.ContainersOf(service, observed).Select(container => new Replica(container.Number, container.Name, container, null))],
        []);

    private ServiceDecision Decide(ServiceDefinition service)
    {
        FieldMap identity = ContainerIdentity.Of(service, project);
        string hash = identity.Hash();
        var surplus = new List<(ObservedContainer, Reason)>();
        List<(ObservedContainer Container, Reason? Replacement)> candidates = Candidates(service, identity, hash, surplus);

        // Those that are right stay first, then the lower numbers.
        candidates = [.. candidates.OrderBy(entry => entry.Replacement is null ? 0 : 1).ThenBy(entry => entry.Container.Number)];
        foreach ((ObservedContainer container, _) in candidates.Skip(service.Scale).Reverse())
        {
            surplus.Add((container, new Reason(service.Scale == 0 ? "is not wanted any more" : FormattableString.Invariant($"is one too many: scale is {service.Scale}"))));
        }

        var replicas = candidates
            .Take(service.Scale)
            .Select(candidate => new Replica(
                candidate.Container.Number,
                ContainerNames.Of(project, service, candidate.Container.Number),
                candidate.Container,
                candidate.Replacement))
            .ToList();
        var taken = replicas.Select(replica => replica.Number).ToHashSet();
        for (int number = 1; replicas.Count < service.Scale; number++)
        {
            if (taken.Add(number))
            {
                replicas.Add(new Replica(number, ContainerNames.Of(project, service, number), null, null));
            }
        }

        return new ServiceDecision(service, identity, [.. replicas.OrderBy(replica => replica.Number)], [.. surplus]);
    }

    // One candidate for each number: a replacement that was cut off leaves two containers of one number behind.
    private List<(ObservedContainer Container, Reason? Replacement)> Candidates(
        ServiceDefinition service,
        FieldMap identity,
        string hash,
        List<(ObservedContainer, Reason)> surplus)
    {
        var candidates = new List<(ObservedContainer, Reason?)>();
        foreach (IGrouping<int, ObservedContainer> group in _containers[service.Name].GroupBy(container => container.Number))
        {
            bool usable = group.Key > 0;
            var ranked = group
                .Select(container => (Container: container, Replacement: WhyReplace(service, container, identity, hash)))
                .OrderBy(entry => entry.Replacement is null ? 0 : 1)
                .ThenBy(entry => entry.Container.Name == ContainerNames.Of(project, service, group.Key) ? 0 : 1)
                .ThenBy(entry => entry.Container.IsActive ? 0 : 1)
                .ThenBy(entry => entry.Container.Id, StringComparer.Ordinal);
            foreach ((ObservedContainer container, Reason? replacement) in ranked)
            {
                if (!usable || container.State is ContainerState.Dead or ContainerState.Removing)
                {
                    surplus.Add((container, new Reason("cannot be used any more")));
                }
                else if (candidates.Exists(candidate => candidate.Item1.Number == group.Key))
                {
                    surplus.Add((container, new Reason("is left over from an earlier replacement")));
                }
                else
                {
                    candidates.Add((container, replacement));
                }
            }
        }

        return candidates;
    }

    private Reason? WhyReplace(ServiceDefinition service, ObservedContainer container, FieldMap identity, string hash)
    {
        if (service.Scale == 0)
        {
            return null; // It goes, so there is nothing to compare; nor need what it refers to be there any more.
        }

        bool isNamed = options.Means(service.Name);
        switch (options.Recreation)
        {
            case Recreation.Never:
                return null;
            case Recreation.Always when isNamed:
                return new Reason("a new one was asked for");
        }

        if (!isNamed && options.RecreateDependencies)
        {
            return new Reason("a new one was asked for, together with what depends on it");
        }

        if (isNamed && options.RenewAnonymousVolumes && !container.AnonymousVolumes.IsEmpty)
        {
            return new Reason("new anonymous volumes were asked for");
        }

        if (container.Settings is { } settings)
        {
            if (Adoption.Changes(service, project, settings) is { IsEmpty: false } changes)
            {
                return new Reason("was made by another tool, with other settings") { Changes = changes };
            }
        }
        else if (container.Labels.GetValueOrDefault(Labels.Identity) != hash)
        {
            FieldMap? recorded = FieldMap.FromJson(container.Labels.GetValueOrDefault(Labels.Fields));
            return recorded is null
                ? new Reason("was made by another tool, which recorded no settings")
                : new Reason("has other settings") { Changes = identity.ChangesSince(recorded) };
        }

        return WhyReplaceForImages(service, container)
            ?? WhyReplaceSharer(service, container)
            ?? WhyReplaceMounter(service, container)
            ?? WhyReplaceLinked(service)
            ?? WhyReplaceForNetworks(service, container);
    }

    private Reason? WhyReplaceForImages(ServiceDefinition service, ObservedContainer container)
    {
        // A name that stands for another platform's image at this moment says nothing about this one's.
        if (observed.Images.TryGetValue(ImageNames.Of(project, service), out ObservedImage? image) && container.ImageId.Length > 0 && container.ImageId != image.Id
            && ImagePlatform.Fits(service.Platform, image.Platform))
        {
            return new Reason("runs an older image") { Changes = [new Change("image", Short(container.ImageId), Short(image.Id))] };
        }

        foreach (ImageMount mount in service.Mounts.OfType<ImageMount>())
        {
            // Another tool mounts by name, and which image it was is not known then.
            string? mounted = container.ImagesByPlace.GetValueOrDefault(mount.Target);
            string? wanted = mounted?.StartsWith("sha256:", StringComparison.Ordinal) == true ? observed.Images.GetValueOrDefault(mount.Source)?.Id : mount.Source;
            if (mounted is not null && wanted is not null && mounted != wanted)
            {
                return new Reason("mounts an older image") { Changes = [new Change($"volumes.{mount.Target}", Short(mounted), Short(wanted))] };
            }
        }

        return null;
    }

    private Reason? WhyReplaceForNetworks(ServiceDefinition service, ObservedContainer container)
    {
        Reason? reason = WhyReplacePrimary(service, container)
            ?? WhyReplaceByMode(service, container)
            ?? WhyReplaceForMacAddress(service, container)
            ?? WhyReplaceAsAsked(service, container);
        if (reason is not null)
        {
            _replacedForNetworks[container.Id] = reason;
        }

        return reason;
    }

    // What would be a live change otherwise.
    private Reason? WhyReplaceAsAsked(ServiceDefinition service, ObservedContainer container)
    {
        if (options.NetworkChange != NetworkChange.Recreate || !container.IsActive || service.NetworkMode is not null)
        {
            return null;
        }

        var changes = new List<Change>();
        var wanted = EndpointWish.Of(project, service, ContainerNames.Of(project, service, container.Number)).ToDictionary(endpoint => endpoint.Network, StringComparer.Ordinal);
        foreach ((string network, ContainerEndpoint endpoint) in wanted)
        {
            if (!container.Endpoints.TryGetValue(network, out ObservedEndpoint? current))
            {
                changes.Add(new Change("networks", null, network));
            }
            else if (SteadyEndpoint(container, network) is null)
            {
                changes.Add(new Change($"networks.{network}", null, null));
            }
            else
            {
                changes.AddRange(_networks.Changes(endpoint, current));
            }
        }

        changes.AddRange(container.Endpoints.Keys
            .Where(network => !wanted.ContainsKey(network) && (_networks.Of(network) is not { } other || other.Labels.GetValueOrDefault(Labels.Project) == project.Name))
            .Select(network => new Change("networks", network, null)));
        return changes.Count == 0 ? null : new Reason("is plugged in otherwise, and new containers were asked for") { Changes = [.. changes] };
    }

    // The mounts of another container are looked up once, when a container is made.
    private Reason? WhyReplaceMounter(ServiceDefinition service, ObservedContainer container)
    {
        foreach (VolumesFrom.Service source in service.VolumesFrom.OfType<VolumesFrom.Service>())
        {
            Replica? owner = _decisions.GetValueOrDefault(source.Name)?.Replicas.FirstOrDefault();
            if (owner is null or { IsKept: false })
            {
                return new Reason($"takes over the mounts of service \"{source.Name}\", which gets a new container");
            }

            if (owner.Current!.VolumesByPlace.Any(volume => !IsCovered(volume.Key, source) && container.VolumesByPlace.GetValueOrDefault(volume.Key) != volume.Value))
            {
                return new Reason($"has the mounts of a former container of service \"{source.Name}\"");
            }
        }

        return null;

        // A mount of the service's own wins, and of several sources the last one that has something there; what a container of others has is not known.
        bool IsCovered(string place, VolumesFrom source) =>
            service.Mounts.Concat(GrantMounts.Of(project, service)).Any(mount => mount.Target == place)
            || service.VolumesFrom.SkipWhile(other => other != source).Skip(1).Any(later => later is not VolumesFrom.Service other
                || _decisions.GetValueOrDefault(other.Name)?.Replicas.FirstOrDefault()?.Current?.VolumesByPlace.ContainsKey(place) == true);
    }

    // On the engine's own bridge, a link is a line in the hosts file and an end of the container that it names.
    private Reason? WhyReplaceLinked(ServiceDefinition service) => service.NetworkMode is { IsEnginesBridge: true }
        && service.Links.FirstOrDefault(link => _decisions.GetValueOrDefault(link.Target)?.Replicas.All(replica => replica.IsKept) != true) is { } gone
            ? new Reason($"is linked to service \"{gone.Target}\", which gets a new container")
            : null;

    private Reason? WhyReplaceForMacAddress(ServiceDefinition service, ObservedContainer container)
    {
        if (observed.Engine.MacAddressOnConnect)
        {
            return null;
        }

        foreach (ContainerEndpoint wanted in EndpointWish.WithMacAddress(project, service, ContainerNames.Of(project, service, container.Number)))
        {
            if (SteadyEndpoint(container, wanted.Network) is not { } endpoint || !_networks.Changes(wanted, endpoint).IsEmpty)
            {
                return new Reason($"must be plugged into network \"{wanted.Network}\" with the MAC address {wanted.MacAddress}, which engines before API 1.54 give to new containers only");
            }
        }

        return null;
    }

    private Reason? WhyReplaceSharer(ServiceDefinition service, ObservedContainer container) =>
        WhyReplaceSharer("network", (service.NetworkMode as NetworkMode.Service)?.Name, container.NetworkMode)
        ?? WhyReplaceSharer("inter-process communication", (service.IpcMode as IpcMode.Service)?.Name, container.IpcMode)
        ?? WhyReplaceSharer("processes", (service.PidMode as PidMode.Service)?.Name, container.PidMode)
        ?? WhyReplaceGuest("network", (service.NetworkMode as NetworkMode.Container)?.Name, container.NetworkMode)
        ?? WhyReplaceGuest("inter-process communication", (service.IpcMode as IpcMode.Container)?.Name, container.IpcMode)
        ?? WhyReplaceGuest("processes", (service.PidMode as PidMode.Container)?.Name, container.PidMode);

    // An engine keeps the id of the container that had the name when this one was made.
    private Reason? WhyReplaceGuest(string what, string? named, string mode) =>
        named is not null && observed.NamedContainers.GetValueOrDefault(named) is { } owner && ContainerMode.ContainerIn(mode) is var shared && shared != owner.Id && shared != named
            ? new Reason($"shares the {what} of a former container \"{named}\"")
            : null;

    private Reason? WhyReplaceSharer(string what, string? shared, string mode)
    {
        if (shared is null)
        {
            return null;
        }

        Replica? owner = _decisions.GetValueOrDefault(shared)?.Replicas.FirstOrDefault();
        if (owner is null or { IsKept: false })
        {
            return new Reason($"shares the {what} of service \"{shared}\", which gets a new container");
        }

        return ContainerMode.ContainerIn(mode) is { } container && (container == owner.Current?.Id || container == owner.Current?.Name)
            ? null
            : new Reason($"shares the {what} of a former container of service \"{shared}\"");
    }

    // The engine plugs a container into the network of its network mode again at each start, so that one cannot be left live.
    private Reason? WhyReplacePrimary(ServiceDefinition service, ObservedContainer container)
    {
        if (service.NetworkMode is not null || (service.Networks.IsEmpty && container.NetworkMode is "" or "none"))
        {
            return null;
        }

        string[] wanted = [.. service.Networks.Keys.Select(key => project.Networks[key].Name)];
        return wanted.Contains(container.NetworkMode, StringComparer.Ordinal)
            ? null
            : new Reason("leaves the network that it was made on, which the engine plugs it into again at each start") { Changes = [new Change("networks", container.NetworkMode, wanted.Length == 0 ? null : string.Join(", ", wanted))] };
    }

    // Who is on a network of the project by its mode has no endpoint of its own wishes that could be plugged over.
    private Reason? WhyReplaceByMode(ServiceDefinition service, ObservedContainer container) =>
        service.NetworkMode?.NetworkName is { } name
        && project.Networks.Values.Any(network => network.Name == name && !network.External)
        && SteadyEndpoint(container, name) is null
            ? new Reason($"is on network \"{name}\" by its network mode, and not on the one that is wanted")
            : null;

    // The container's endpoint on a network that stays as it is; null where it is on none, or on a former one of that name.
    private ObservedEndpoint? SteadyEndpoint(ObservedContainer container, string network) =>
        Steady.TryGetValue(network, out string? id) && container.Endpoints.TryGetValue(network, out ObservedEndpoint? endpoint) && (endpoint.NetworkId.Length == 0 || endpoint.NetworkId == id)
            ? endpoint
            : null;

    private static string Short(string image) => image.StartsWith("sha256:", StringComparison.Ordinal) ? image[7..int.Min(image.Length, 19)] : image;
}
