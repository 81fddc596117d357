using System.Collections.Immutable;
using Compose.Net.Diagnostics;
using Compose.Net.Model;
using Compose.Net.Planning.Addresses;

namespace Compose.Net.Planning;

/// <summary>Writes the steps for containers, service by service in the order of their dependencies, so that each is down only while it is replaced.</summary>
internal sealed partial class ServicePlanner(ReconcileContext context, ContainerSteps containers, NetworkPlanner networks, VolumePlanner volumes, ImagePlanner images)
{
    private readonly Readiness _readiness = new(context);
    private readonly FixedAddressesFirst _fixedAddresses = new(context);
    private readonly LeftVolumes _leftVolumes = new(context, images);

    // The services of which a container gets a new process, and new namespaces with it: one that is unpaused keeps both.
    private readonly HashSet<string> _anew = new(StringComparer.Ordinal);

    // The steps after which a container of that final name exists: those who share its network wait for it.
    private readonly Dictionary<string, int> _named = new(StringComparer.Ordinal);

    /// <summary>Takes away what is not wanted at all: orphans if asked for, and services without a replica, dependents first.</summary>
    public void RemoveUnwanted()
    {
        RemoveOrphans();
        if (!context.Options.RemoveOrphans && !context.Orphans.IsEmpty)
        {
            string names = string.Join(", ", context.Orphans.Select(orphan => $"\"{orphan.Name}\"").Order(StringComparer.Ordinal));
            context.Plan.Warn(DiagnosticCodes.OrphanContainers, $"Containers of services that are not in the file were found: {names}. They are left alone; remove them with --remove-orphans.");
        }

        var removals = new Dictionary<string, int[]>(StringComparer.Ordinal);
        foreach (string name in context.Graph.StartOrder.Reverse().Where(name => context.Project.Services[name].Scale == 0))
        {
            int[] dependents = [.. context.Graph.DependentsOf(name).SelectMany(dependent => removals.GetValueOrDefault(dependent, []))];
            removals.Add(name, [.. context.Decisions[name].Surplus.Select(entry => containers.Remove(entry.Container, entry.Reason, dependents))]);
        }
    }

    /// <summary>Removes the containers of services that the file no longer mentions, where that is asked for.</summary>
    public void RemoveOrphans()
    {
        foreach (ObservedContainer orphan in context.Options.RemoveOrphans ? context.Orphans : [])
        {
            containers.Remove(orphan, new Reason(orphan.OneOff ? "was made with run" : "its service is not in the file any more"));
        }
    }

    /// <summary>Creates, replaces, repairs and starts.</summary>
    public void BringUp()
    {
        foreach (string name in _fixedAddresses.Order)
        {
            ServiceDecision decision = context.Decisions[name];
            if (decision.Service.Scale > 0 && !context.IsFrozen(decision))
            {
                BringUp(decision);
            }
        }

        WarnOfLostNamespaces();
        if (context.Options is { Wait: true, CreateOnly: false })
        {
            foreach (string name in context.Graph.StartOrder.Where(name => !context.IsFrozen(context.Decisions[name])))
            {
                _readiness.AwaitAll(context.Decisions[name]);
            }
        }
    }

    // Those that have no part in this, as no profile enables them or others were named, are left alone even so.
    private void WarnOfLostNamespaces()
    {
        foreach (ServiceDefinition sharer in context.Project.DisabledServices.Values)
        {
            if (sharer.NamespaceOwners.FirstOrDefault(_anew.Contains) is { } owner
                && context.Observed.Containers.FirstOrDefault(container => container is { OneOff: false, IsActive: true } && container.Service == sharer.Name) is { } left)
            {
                context.Plan.Warn(DiagnosticCodes.NamespaceLost, $"Container \"{left.Name}\" shares a namespace of service \"{owner}\", which starts anew, and runs on without, since service \"{sharer.Name}\" has no part in this. Bring it up too, or stop it.", "services", sharer.Name);
            }
        }
    }

    private void BringUp(ServiceDecision decision)
    {
        ServiceDefinition service = decision.Service;
        bool begins = !context.Options.CreateOnly && decision.Replicas.Any(replica => !replica.IsKept || WhyRestart(service, replica.Current!) is not null || NeedsStart(service, replica.Current!));
        (ImmutableArray<int> required, ImmutableArray<int> after) = begins ? _readiness.Of(service) : ([], []);
        after = begins ? [.. after, .. _fixedAddresses.Before(service).SelectMany(_readiness.StartsOf)] : after;
        var starts = new List<PendingStart>();
        foreach (Replica replica in decision.Replicas)
        {
            if ((replica.IsKept ? Keep(service, replica, required, after) : CreateOrReplace(decision, replica, required, after)) is { } start)
            {
                starts.Add(start);
            }
        }

        int[] removed = [.. decision.Surplus.Select(entry => containers.Remove(entry.Container, entry.Reason))];
        Start(decision, starts, removed, after);
    }

    private PendingStart? Keep(ServiceDefinition service, Replica replica, ImmutableArray<int> required, ImmutableArray<int> after)
    {
        ObservedContainer container = replica.Current!; // It is kept, so it is there.
        if (container.Name != replica.Name)
        {
            int? free = containers.FreeName(replica.Name, container);
            var reason = new Reason("has another name") { Changes = [new Change("container_name", container.Name, replica.Name)] };
            _named[replica.Name] = containers.Rename(container, replica.Name, reason, PlanBuilder.Step(free));
            _readiness.Named(replica.Name, _named[replica.Name]);
        }

        int[] connects = [.. networks.ConnectMissing(service, replica)];
        if (!context.Options.CreateOnly && WhyRestart(service, container) is { } restart)
        {
            int[] dependents = [.. StopDependents(service, "which is restarted")];
            containers.Stop(container, restart, [.. required, .. dependents], after);
        }

        int? stop = containers.Stopped(container);
        if (stop is null && !NeedsStart(service, container))
        {
            return null;
        }

        ImmutableArray<int> before =
        [
            .. required,
            .. connects,
            .. containers.DisconnectsOf(container),
            .. PlanBuilder.Step(stop),
            .. PlanBuilder.Step(containers.RenameOf(container)),
            .. containers.FreePorts(service, container),
            .. containers.FreeAddresses(EndpointWish.Of(context.Project, service, replica.Name), container),
        ];
        Operation operation = container.State == ContainerState.Paused && stop is null
            ? new UnpauseContainer(replica.Name, container.Id)
            : new StartContainer(replica.Name);
        string state = stop is not null ? "was stopped for its dependency" : $"is {container.State.ToString().ToLowerInvariant()}";
        return new PendingStart(replica, operation, new Reason(state), before);
    }

    private PendingStart CreateOrReplace(ServiceDecision decision, Replica replica, ImmutableArray<int> required, ImmutableArray<int> after)
    {
        ServiceDefinition service = decision.Service;
        ObservedContainer? old = replica.Current;
        Reason reason = replica.Replacement ?? new Reason("is missing");
        bool inPlace = old is not null && containers.NameOf(old) == replica.Name;
        string name = inPlace ? TemporaryNames.Of(old!, replica.Name) : replica.Name;
        ImmutableArray<ContainerEndpoint> endpoints = EndpointWish.Of(context.Project, service, replica.Name);
        int created = Create(decision, replica, name, endpoints, reason);

        IEnumerable<ContainerEndpoint> further = context.Observed.Engine.MultipleEndpointsAtCreate ? [] : endpoints.Skip(1);
        int[] made = [created, .. further.Select(endpoint => context.Plan.Add(new ConnectContainer(name, endpoint), reason, [created, .. PlanBuilder.Step(networks.ReadyStep(endpoint.Network))], service.Name))];
        _named[replica.Name] = created;
        int? removed = null;
        if (old is not null)
        {
            IEnumerable<int> dependents = context.Options.CreateOnly ? [] : StopDependents(service, "which gets a new container");
            removed = containers.Remove(old, reason, [.. made, .. dependents, .. required], after);
            if (inPlace)
            {
                _named[replica.Name] = context.Plan.Add(new RenameContainer(name, replica.Name), reason, [.. made, .. PlanBuilder.Step(removed)], service.Name, after);
            }
        }

        return new PendingStart(
            replica,
            new StartContainer(replica.Name),
            old is null ? new Reason("is new") : new Reason("takes the place of the old one"),
            [.. made, .. required, .. PlanBuilder.Step(removed), _named[replica.Name], .. containers.FreePorts(service, old), .. containers.FreeAddresses(endpoints, old)]);
    }

    private int Create(ServiceDecision decision, Replica replica, string name, ImmutableArray<ContainerEndpoint> endpoints, Reason reason) =>
        context.Plan.Add(new CreateContainer(Definition(decision, replica, name, endpoints)), reason, BeforeCreation(decision.Service, name, endpoints), decision.Service.Name);

    // The steps after which all that the container is made of is there.
    private List<int> BeforeCreation(ServiceDefinition service, string name, ImmutableArray<ContainerEndpoint> endpoints)
    {
        var before = new List<int>(volumes.ReadyFor(service.Mounts));
        before.AddRange(PlanBuilder.Step(images.Before(service)));
        before.AddRange(service.Mounts.OfType<ImageMount>().SelectMany(mount => PlanBuilder.Step(images.Before(mount))));
        before.AddRange(PlanBuilder.Step(containers.FreeName(name, null)));
        before.AddRange(endpoints.SelectMany(endpoint => PlanBuilder.Step(networks.ReadyStep(endpoint.Network))));
        before.AddRange(service.NetworkMode?.NetworkName is { } network ? PlanBuilder.Step(networks.ReadyStep(network)) : []);
        foreach (string owner in service.NamespaceOwners)
        {
            before.AddRange(_named.TryGetValue(OwnerName(owner), out int named) ? [named] : []);
        }

        before.AddRange(service.VolumesFrom.OfType<VolumesFrom.Service>().SelectMany(source => NamedStep(OwnerName(source.Name))));
        before.AddRange(HostsLines(service).SelectMany(link => NamedStep(link.Split(':')[0])));
        return before;
    }

    private ContainerDefinition Definition(ServiceDecision decision, Replica replica, string name, ImmutableArray<ContainerEndpoint> endpoints)
    {
        ServiceDefinition service = decision.Service;
        string image = ImageNames.Of(context.Project, service);
        return new ContainerDefinition
        {
            Name = name,
            Number = replica.Number,
            Service = service.Image == image ? service : service with { Image = image },
            Mounts = [.. _leftVolumes.TakenOver(service, service.Mounts.Select(WithEngineName), replica.Current), .. GrantMounts.Of(context.Project, service)],
            VolumesFrom = [.. service.VolumesFrom.Select(EngineSource)],
            Links = HostsLines(service),
            NetworkMode = EngineNetworkMode(service, endpoints),
            IpcMode = EngineIpcMode(service),
            PidMode = EnginePidMode(service),
            Endpoints = context.Observed.Engine.MultipleEndpointsAtCreate ? endpoints : [.. endpoints.Take(1)],
            Labels = ResourceLabels.Of(context.Project, service, decision.Identity, replica, context.Observed.Images.GetValueOrDefault(image)?.Id),
        };
    }

    // Those that asked to be restarted with this one stop before it does, and start again when their turn comes.
    private IEnumerable<int> StopDependents(ServiceDefinition service, string because)
    {
        foreach (string name in context.Graph.DependentsOf(service.Name))
        {
            ServiceDecision dependent = context.Decisions[name];
            if (!context.IsFrozen(dependent) && dependent.Service.DependsOn.GetValueOrDefault(service.Name) is { Restart: true })
            {
                foreach (Replica replica in dependent.Replicas.Where(replica => replica.IsKept))
                {
                    if (containers.Stop(replica.Current!, new Reason($"restarts with service \"{service.Name}\", {because}")) is { } stop)
                    {
                        yield return stop;
                    }
                }
            }
        }
    }

    // A namespace ends with its owner's process: who shares it must start after it.
    private Reason? WhyRestart(ServiceDefinition service, ObservedContainer container) =>
        service.NamespaceOwners.Any(_anew.Contains) ? new Reason("shares a namespace that is made anew")
        : service.NamespaceOwners.FirstOrDefault(owner => IsLeftBehind(container, owner)) is { } restarted ? new Reason($"shares a namespace of service \"{restarted}\", which has started again since")
        : null;

    private bool IsLeftBehind(ObservedContainer sharer, string owner) =>
        sharer.IsActive && context.Decisions[owner].Replicas.FirstOrDefault() is { IsKept: true, Current: { IsActive: true } current } && sharer.StartedAt < current.StartedAt;

    private bool NeedsStart(ServiceDefinition service, ObservedContainer container) => container.State switch
    {
        ContainerState.Running or ContainerState.Restarting => containers.IsStopped(container),
        ContainerState.Exited => container.ExitCode != 0 || !_readiness.IsOneShot(service.Name),
        _ => true,
    };

    private string OwnerName(string service) => context.Decisions[service].Replicas[0].Name;

    private IEnumerable<int> NamedStep(string container) => _named.TryGetValue(container, out int step) ? [step] : [];

    private string EngineSource(VolumesFrom source)
    {
        string container = source switch
        {
            VolumesFrom.Service service => OwnerName(service.Name),
            VolumesFrom.Container other => other.Name,
            _ => source.ToString(),
        };
        return source.Mode is null ? container : $"{container}:{source.Mode}";
    }

    // The engine's own bridge knows no names: each linked container becomes a line in the hosts file.
    private ImmutableArray<string> HostsLines(ServiceDefinition service) => service.NetworkMode is not { IsEnginesBridge: true }
        ? []
        : [
            .. service.Links.SelectMany(link => context.Decisions[link.Target].Replicas, (link, replica) => $"{replica.Name}:{link.Alias ?? link.Target}"),
            .. service.ExternalLinks.Select(link => $"{link.Target}:{link.Alias ?? link.Target}"),
        ];

    private string EngineNetworkMode(ServiceDefinition service, ImmutableArray<ContainerEndpoint> endpoints) => service.NetworkMode switch
    {
        NetworkMode.Service shared => ContainerMode.Of(OwnerName(shared.Name)),
        { } mode => mode.ToString(),
        null => endpoints.IsEmpty ? "none" : endpoints[0].Network,
    };

    private string? EngineIpcMode(ServiceDefinition service) =>
        service.IpcMode is IpcMode.Service ipc ? ContainerMode.Of(OwnerName(ipc.Name)) : service.IpcMode?.ToString();

    private string? EnginePidMode(ServiceDefinition service) =>
        service.PidMode is PidMode.Service pid ? ContainerMode.Of(OwnerName(pid.Name)) : service.PidMode?.ToString();

    private MountDefinition WithEngineName(MountDefinition mount) => mount is VolumeMount { Source: { } key } volume
        ? volume with { Source = context.Project.Volumes[key].Name }
        : mount;
}
