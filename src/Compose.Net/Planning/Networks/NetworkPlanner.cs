using System.Collections.Immutable;
using Compose.Net.Diagnostics;
using Compose.Net.Model;
using Compose.Net.Planning.Addresses;

namespace Compose.Net.Planning;

/// <summary>
/// Writes the steps for networks and for the endpoints of containers that stay. A network that must be made anew is replaced under
/// its containers: each is unplugged, and plugged in again with its full settings.
/// </summary>
internal sealed class NetworkPlanner
{
    private const string Overlay = "overlay";
    private const string NoNetwork = "none";

    private readonly ReconcileContext _context;
    private readonly ContainerSteps _containers;
    private readonly NetworkReplacement _replacement;
    private readonly EndpointForecast _forecast;
    private readonly Dictionary<string, int> _ready = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _removals = new(StringComparer.Ordinal);
    private readonly List<ObservedNetwork> _obsolete;

    public NetworkPlanner(ReconcileContext context, ContainerSteps containers)
    {
        _context = context;
        _containers = containers;
        _replacement = new NetworkReplacement(context, containers);
        _forecast = new EndpointForecast(context);
        IEnumerable<string> byMode = context.Project.Services.Values.Where(service => service.Scale > 0).Select(service => service.NetworkMode?.NetworkName).OfType<string>();
        var wanted = context.Project.Networks.Values.Select(network => network.Name).Concat(byMode).ToHashSet(StringComparer.Ordinal);
        _obsolete = [.. context.Observed.Networks.Where(network => context.IsOurs(network.Labels) && !wanted.Contains(network.Name) && !IsOfDisabledService(network))];
    }

    /// <summary>Creates what is missing, replaces what differs, and unplugs containers that stay from where they do not belong.</summary>
    /// <remarks>
    /// The order counts, for a step can only wait for steps that are there: all removals are written before the creations that wait for them, and both before
    /// the way back, which is instead of a creation.
    /// </remarks>
    public void Prepare()
    {
        NetworkDiff diff = NetworkDiff.Of(_context, _obsolete);
        RemoveDuplicates();
        CheckSubnets(diff);
        RemoveDifferent(diff);
        MakeWay(diff);
        Create(diff);
        PutBack(diff);
        DisconnectWrong();
    }

    /// <summary>The step that a container on a network waits for; null where the network is there already.</summary>
    public int? ReadyStep(string network) => _ready.TryGetValue(network, out int step) ? step : null;

    /// <summary>Plugs a container that stays into what it lacks. Returns the steps.</summary>
    public IEnumerable<int> ConnectMissing(ServiceDefinition service, Replica replica)
    {
        ObservedContainer container = replica.Current!; // Only called for replicas that are kept.
        ImmutableArray<ContainerEndpoint> wishes = EndpointWish.Of(_context.Project, service, replica.Name);
        ContainerEndpoint[] lacking = [.. wishes.Where(wish => IsLacking(container, wish))];
        var steps = new List<int>();
        foreach (ContainerEndpoint wanted in lacking)
        {
            int? disconnect = _containers.DisconnectOf(container, wanted.Network);
            ObservedEndpoint? endpoint = container.Endpoints.GetValueOrDefault(wanted.Network);
            ImmutableArray<Change> changes = endpoint is null ? [] : _context.Networks.Changes(wanted, endpoint);
            Reason reason = endpoint is null ? new Reason("is not connected")
                : changes.IsEmpty ? new Reason("the network is made anew")
                : new Reason("has other settings") { Changes = changes };
            int connect = _context.Plan.Add(
                new ConnectContainer(_containers.NameOf(container), wanted),
                reason,
                [
                    .. PlanBuilder.Step(disconnect),
                    .. PlanBuilder.Step(ReadyStep(wanted.Network)),
                    .. PlanBuilder.Step(_containers.RenameOf(container)),
                    .. _containers.FreeAddresses([wanted], container),
                    .. !wanted.FixedAddresses.Any() ? [] : _containers.DisconnectsFrom(wanted.Network),
                ],
                service.Name,
                effects:
                [
                    .. container.IsActive && wanted.Ipv4Address is null ? [NewAddress(wanted.Network, endpoint)] : Array.Empty<string>(),
                    .. wanted == lacking[^1] ? Forecast(service, container, wishes) : [],
                ]);
            steps.Add(connect);
            if (container.IsActive && disconnect is { } unplugged && endpoint is not null && !changes.IsEmpty && ReadyStep(wanted.Network) is null)
            {
                _replacement.PlugBack(container, wanted.Network, unplugged, insteadOf: connect);
            }
        }

        return steps;
    }

    /// <summary>Removes the project's own networks that nothing uses any more.</summary>
    public void RemoveObsolete()
    {
        foreach (ObservedNetwork network in _obsolete)
        {
            // It may fail: an engine that has lost count of a network's endpoints keeps it until it is restarted, and nobody is harmed by it.
            RemoveObsolete(network, mayFail: true);
        }
    }

    private void RemoveDifferent(NetworkDiff diff)
    {
        foreach (ChangedNetwork changed in diff.Different)
        {
            _removals.Add(changed.There.Id, _replacement.Remove(changed.There, changed.Reason));
        }
    }

    // One that is to go does so first where its subnet is wanted again, and is obsolete no more.
    private void MakeWay(NetworkDiff diff)
    {
        foreach ((ObservedNetwork obsolete, NetworkDefinition successor) in diff.MakingWay)
        {
            RemoveObsolete(obsolete, mayFail: false);
            _obsolete.Remove(obsolete);
            if (!_removals.ContainsKey(obsolete.Id) && obsolete.Driver == (successor.Driver ?? "bridge"))
            {
                _context.Plan.Error(DiagnosticCodes.NetworkStillInUse, $"Network \"{successor.Name}\" wants the subnet or the bridge of network \"{obsolete.Name}\", which this plan does not use and which is kept. See the warning about it, or choose another subnet.", "networks", successor.Key);
            }
        }
    }

    private void Create(NetworkDiff diff)
    {
        foreach (ChangedNetwork changed in diff.Different)
        {
            Create(changed.Wanted, changed.Reason, [_removals[changed.There.Id]]);
        }

        foreach (NetworkDefinition network in diff.Missing)
        {
            Create(network, new Reason("is missing"), []);
        }
    }

    // Where a network cannot be made, the one before it comes back, with everybody on it.
    private void PutBack(NetworkDiff diff)
    {
        foreach (ChangedNetwork changed in diff.Different)
        {
            _replacement.PutBack(changed.Wanted.Key, changed.There, _removals[changed.There.Id], _ready[changed.Wanted.Name]);
            _replacement.ReconnectOthers(changed.Wanted, changed.There, changed.Reason, _ready[changed.Wanted.Name]);
        }

        foreach ((ObservedNetwork obsolete, NetworkDefinition successor) in diff.MakingWay.Where(yielding => _removals.ContainsKey(yielding.Obsolete.Id)))
        {
            _replacement.PutBack(obsolete.Labels.GetValueOrDefault(Labels.Network, obsolete.Name), obsolete, _removals[obsolete.Id], _ready[successor.Name]);
        }
    }

    private void DisconnectWrong()
    {
        foreach (ServiceDecision decision in _context.Decisions.Values.Where(decision => !_context.IsFrozen(decision)))
        {
            foreach (Replica replica in decision.Replicas.Where(replica => replica.IsKept))
            {
                DisconnectWrong(decision.Service, replica);
            }
        }
    }

    private void Create(NetworkDefinition network, Reason reason, IEnumerable<int> dependsOn)
    {
        IEnumerable<int> madeWay = _context.Observed.Networks
            .Where(other => _removals.ContainsKey(other.Id) && NetworkClash.StandsInTheWay(other, network))
            .Select(other => _removals[other.Id]);
        _ready[network.Name] = _context.Plan.Add(
            new CreateNetwork(network, ResourceLabels.Of(_context.Project, network)),
            reason,
            [.. dependsOn, .. PlanBuilder.Step(ReadyStep(network.Name)), .. madeWay],
            effects: AddressEffects.Of(network));
    }

    // Engines before API 1.44 let two runs at the same time make two networks of one name. Containers may be on either.
    private void RemoveDuplicates()
    {
        foreach (NetworkDefinition network in _context.Project.Networks.Values.Where(network => !network.External).DistinctBy(network => network.Name, StringComparer.Ordinal))
        {
            ObservedNetwork[] duplicates = [.. _context.Networks.DuplicatesOf(network.Name)];
            if (duplicates.Length == 0)
            {
                continue;
            }

            ObservedNetwork kept = _context.Networks.Of(network.Name)!; // It has duplicates, so it is there.
            _context.Plan.Warn(DiagnosticCodes.AmbiguousNetwork, $"The engine has {duplicates.Length + 1} networks named \"{network.Name}\". The one with the id {kept.Id} is kept, and the others are removed: {string.Join(", ", duplicates.Select(duplicate => duplicate.Id))}. Containers on them are plugged over.");
            var reason = new Reason($"has the name of network {kept.Id}");
            foreach (ObservedNetwork duplicate in duplicates)
            {
                _ready[network.Name] = _replacement.Remove(duplicate, reason, PlanBuilder.Step(ReadyStep(network.Name)));
                _removals.Add(duplicate.Id, _ready[network.Name]);
            }

            foreach (ObservedNetwork duplicate in duplicates)
            {
                _replacement.ReconnectOthers(network, duplicate, reason, _ready[network.Name]);
            }
        }
    }

    private void RemoveObsolete(ObservedNetwork network, bool mayFail)
    {
        string[] foreign = [.. _replacement.ForeignOn(network, running: true)];
        if (foreign.Length > 0 && !_context.Options.DetachForeign)
        {
            bool onlyOneOffs = _replacement.OursOn(network).Count(holder => holder is { OneOff: true, IsActive: true }) == foreign.Length;
            _context.Plan.Warn(DiagnosticCodes.NetworkStillInUse, onlyOneOffs
                ? $"Network \"{network.Name}\" is kept, for containers that \"run\" made use it: {string.Join(", ", foreign)}. Remove them, or have them removed with --remove-orphans, and run the command again."
                : $"Network \"{network.Name}\" is kept, for these are not the project's and use it: {string.Join(", ", foreign)}. Disconnect them, or allow it with --detach-foreign, and run the command again.");
            return;
        }

        if (!network.RemoteEndpoints.IsEmpty)
        {
            _context.Plan.Warn(DiagnosticCodes.NetworkStillInUse, $"Network \"{network.Name}\" is kept, for these on other hosts use it: {NetworkReplacement.RemoteOn(network)}. Disconnect them there, and run the command again.");
            return;
        }

        // Those of orphans, and of services that are disabled.
        string[] left = [.. _replacement.OursOn(network).Where(holder => !holder.OneOff && _context.FateOf(holder) == ContainerFate.LeftAlone).Select(holder => $"\"{holder.Name}\"")];
        if (left.Length > 0)
        {
            _context.Plan.Warn(DiagnosticCodes.NetworkStillInUse, $"Network \"{network.Name}\" is kept, for containers are on it that are left alone: {string.Join(", ", left)}. Remove or disconnect them, and run the command again.");
            return;
        }

        if (!_removals.ContainsKey(network.Id))
        {
            _removals.Add(network.Id, _replacement.Remove(network, new Reason(foreign.Length > 0 ? "is not wanted any more" : "is not wanted any more, and nothing uses it"), mayFail: mayFail, hasSuccessor: false));
        }
    }

    private void DisconnectWrong(ServiceDefinition service, Replica replica)
    {
        ObservedContainer container = replica.Current!; // Only called for replicas that are kept.
        ImmutableArray<ContainerEndpoint> wishes = EndpointWish.Of(_context.Project, service, replica.Name);
        var wanted = wishes.ToDictionary(endpoint => endpoint.Network, StringComparer.Ordinal);
        foreach ((string name, ObservedEndpoint endpoint) in container.Endpoints.Where(entry => wanted.ContainsKey(entry.Key)))
        {
            ImmutableArray<Change> changes = _context.Networks.Changes(wanted[name], endpoint);
            if (!changes.IsEmpty)
            {
                _containers.Disconnect(container, name, new Reason("has other settings") { Changes = changes });
            }
            else if (_context.Networks.Of(name) is not { } network || (endpoint.NetworkId.Length > 0 && endpoint.NetworkId != network.Id))
            {
                _containers.Disconnect(container, name, new Reason("is plugged into a network of that name that is gone"));
            }
        }

        bool onlyLeaves = !wishes.Any(wish => IsLacking(container, wish));
        foreach (string name in container.Endpoints.Keys.Where(name => !wanted.ContainsKey(name) && service.NetworkMode is null))
        {
            DisconnectExtra(container, name, onlyLeaves ? _forecast.Of(service, container, wishes, new HashSet<string>(StringComparer.Ordinal) { name }) : []);
        }
    }

    private void DisconnectExtra(ObservedContainer container, string name, ImmutableArray<string> effects)
    {
        if (name == NoNetwork)
        {
            // The engine's way to say that there is none.
            return;
        }

        ObservedNetwork? network = _context.Networks.Of(name);
        if (network is null)
        {
            _containers.Disconnect(container, name, new Reason("the network is gone"), effects);
        }
        else if (_context.IsOurs(network.Labels))
        {
            _containers.Disconnect(container, name, new Reason("the file does not connect them any more"), effects);
        }
        else
        {
            _context.Plan.Warn(DiagnosticCodes.UnknownEndpoint, $"Container \"{container.Name}\" is also plugged into network \"{name}\", which the file does not mention and this project does not own. It is left so. Disconnect it by hand if that is not meant.");
        }
    }

    // One of a profile that takes no part now is wanted again when it does; when all goes, it goes too.
    private bool IsOfDisabledService(ObservedNetwork network) =>
        network.Labels.GetValueOrDefault(Labels.Network) is { } key
        && _context.Project.Networks.GetValueOrDefault(key)?.Name is var name && (name is null || name == network.Name)
        && _context.Project.Services.Values.Any(service => service.Scale > 0)
        && _context.Project.DisabledServices.Values.Any(service => service.Networks.ContainsKey(key));

    private bool IsLacking(ObservedContainer container, ContainerEndpoint wish) =>
        !container.Endpoints.ContainsKey(wish.Network) || _containers.DisconnectOf(container, wish.Network) is not null;

    private ImmutableArray<string> Forecast(ServiceDefinition service, ObservedContainer container, ImmutableArray<ContainerEndpoint> after) =>
        _forecast.Of(service, container, after, container.Endpoints.Keys.Where(network => _containers.DisconnectOf(container, network) is not null).ToHashSet(StringComparer.Ordinal));

    private static string NewAddress(string network, ObservedEndpoint? before) => before?.CurrentIpv4Address is { } address
        ? $"gets a new address on {network} without a restart; it is {address} now"
        : $"gets a new address on {network}, without a restart";

    private void CheckSubnets(NetworkDiff diff)
    {
        ObservedNetwork[] replaced = [.. diff.Different.Select(changed => changed.There)];
        var others = _context.Observed.Networks
            .Where(other => other.Driver is "bridge" or Overlay && !replaced.Contains(other) && !_obsolete.Contains(other) && !_removals.ContainsKey(other.Id))
            .ToArray();
        foreach (NetworkDefinition network in diff.ToCreate.Where(network => network is { Driver: null or "bridge" or Overlay, Ipam: not null }))
        {
            // An engine takes overlays that overlap, and then nobody can be plugged into the second one.
            foreach (ObservedNetwork other in others.Where(other => other.Driver == (network.Driver ?? "bridge") && NetworkClash.Overlap(network, other)))
            {
                string owner = other.Labels.GetValueOrDefault(Labels.Project) is { } project ? $" of project \"{project}\"" : "";
                _context.Plan.Error(DiagnosticCodes.SubnetOverlap, $"Network \"{network.Name}\" wants subnet {string.Join(", ", NetworkClash.Subnets(network.Ipam))}, which overlaps {string.Join(", ", NetworkClash.Subnets(other.Ipam))} of network \"{other.Name}\"{owner}. Choose another subnet, or leave it to the engine.", "networks", network.Key, "ipam");
            }
        }
    }
}
