using System.Collections.Immutable;
using System.Globalization;
using Compose.Net.Model;

namespace Compose.Net.Planning;

/// <summary>
/// Writes the steps that take something from an observed container - its process, its name, an endpoint, itself - and remembers
/// them, so that each is written once, whoever needs it first, and others can wait for it.
/// </summary>
internal sealed class ContainerSteps
{
    private readonly ReconcileContext _context;
    private readonly Dictionary<string, int> _stops = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _removals = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _renames = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ObservedContainer> _holdersByName;
    private readonly ILookup<string, ObservedContainer> _holdersByPort;
    private readonly ILookup<(string Network, string Address), ObservedContainer> _holdersByAddress;
    private readonly Dictionary<string, Dictionary<string, int>> _disconnectsByContainer = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<int>> _disconnectsByNetwork = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<int>> _fallbacks = new(StringComparer.Ordinal);

    public ContainerSteps(ReconcileContext context)
    {
        _context = context;
        _holdersByName = context.Observed.Containers.ToDictionary(container => container.Name, StringComparer.Ordinal);
        ObservedContainer[] active = [.. context.Observed.Containers.Where(container => container.IsActive)];
        _holdersByPort = active
            .SelectMany(container => container.Ports, (container, port) => (container, Port: PortKey(port.HostPort, port.Protocol)))
            .ToLookup(entry => entry.Port, entry => entry.container, StringComparer.Ordinal);
        _holdersByAddress = active
            .SelectMany(container => container.Endpoints, (container, endpoint) => (container, endpoint))
            .SelectMany(entry => Addresses(entry.endpoint.Value), (entry, address) => (entry.container, Key: (entry.endpoint.Key, address)))
            .ToLookup(entry => entry.Key, entry => entry.container);
    }

    /// <summary>The container's name as it is after the steps so far.</summary>
    public string NameOf(ObservedContainer container) => _names.GetValueOrDefault(container.Id, container.Name);

    public bool IsStopped(ObservedContainer container) => _stops.ContainsKey(container.Id);

    /// <summary>The step that stops the container; null where none does.</summary>
    public int? Stopped(ObservedContainer container) => _stops.TryGetValue(container.Id, out int step) ? step : null;

    public int? RemovalOf(ObservedContainer container) => _removals.TryGetValue(container.Id, out int step) ? step : null;

    public int? DisconnectOf(ObservedContainer container, string network) =>
        _disconnectsByContainer.TryGetValue(container.Id, out Dictionary<string, int>? steps) && steps.TryGetValue(network, out int step) ? step : null;

    /// <summary>The steps that unplug the container: it must not start with an endpoint that is to go, whose network may be gone.</summary>
    public IEnumerable<int> DisconnectsOf(ObservedContainer container) =>
        _disconnectsByContainer.GetValueOrDefault(container.Id)?.Values ?? Enumerable.Empty<int>();

    /// <summary>The steps that unplug containers from a network.</summary>
    public IEnumerable<int> DisconnectsFrom(string network) => _disconnectsByNetwork.GetValueOrDefault(network, []);

    public int? Stop(ObservedContainer container, Reason reason, IEnumerable<int>? dependsOn = null, IEnumerable<int>? after = null)
    {
        if (!container.IsActive)
        {
            return null;
        }

        if (!_stops.TryGetValue(container.Id, out int step))
        {
            IEnumerable<int>? before = dependsOn;
            foreach (HookDefinition hook in StopHooks.Of(_context.Project, container))
            {
                before = [_context.Plan.Add(new RunHook(NameOf(container), container.Id, RunHook.BeforeStop, hook), reason, before, container.Service, after)];
            }

            step = _context.Plan.Add(
                new StopContainer(NameOf(container), container.Id, _context.Options.StopTimeout),
                reason,
                before,
                container.Service,
                after);
            _stops.Add(container.Id, step);
        }

        return step;
    }

    /// <summary>Stops and removes a container. <paramref name="dependsOn"/> holds back the stop, or the removal where there is nothing to stop.</summary>
    public int Remove(ObservedContainer container, Reason reason, IEnumerable<int>? dependsOn = null, IEnumerable<int>? after = null)
    {
        if (!_removals.TryGetValue(container.Id, out int step))
        {
            int[] before = [.. dependsOn ?? []];
            int? stop = Stop(container, reason, before, after);
            step = _context.Plan.Add(
                new RemoveContainer(NameOf(container), container.Id, LosesVolumes(container)),
                reason,
                [.. before, .. PlanBuilder.Step(stop), .. StepsByNameOf(container)],
                container.Service,
                [.. after ?? [], .. FallbacksOf(container)]);
            _removals.Add(container.Id, step);
            RemoveTakenOver(container, step, after);
        }

        return step;
    }

    // Those of a container that is replaced go to the new one, unless new ones were asked for.
    private bool LosesVolumes(ObservedContainer container) => _context.FateOf(container) == ContainerFate.Replaced
        ? _context.Options.RenewAnonymousVolumes && container.AnonymousVolumes.Count > 0 && _context.Options.Means(container.Service)
        : _context.Options.RemoveVolumes;

    // The engine removes only those that it made with the container, not those that the container took over from another.
    private void RemoveTakenOver(ObservedContainer container, int removal, IEnumerable<int>? after)
    {
        if (!LosesVolumes(container) || !container.Labels.ContainsKey(Labels.Replace))
        {
            return;
        }

        foreach (string volume in container.AnonymousVolumes.Values.Distinct(StringComparer.Ordinal).Where(volume => !IsOfFile(volume, container) && _context.Observed.Containers.All(other => other.Id == container.Id || !other.Volumes.Contains(volume))))
        {
            _context.Plan.Add(new RemoveVolume(volume), new Reason("belonged to the container alone"), [removal], container.Service, after, mayFail: true);
        }
    }

    // A volume that the file names, or named when the container was made, is none of its own, even if the name looks like one that an engine makes up.
    private bool IsOfFile(string volume, ObservedContainer container) =>
        _context.Project.Volumes.Values.Any(definition => definition.Name == volume)
        || FieldMap.FromJson(container.Labels.GetValueOrDefault(Labels.Fields))?.Values.Any(value => value.StartsWith($"volume {volume} ", StringComparison.Ordinal)) == true;

    public int Rename(ObservedContainer container, string name, Reason reason, IEnumerable<int>? dependsOn = null)
    {
        int step = _context.Plan.Add(
            new RenameContainer(NameOf(container), name),
            reason,
            [.. dependsOn ?? [], .. StepsByNameOf(container)],
            container.Service,
            FallbacksOf(container));
        _names[container.Id] = name;
        _renames[container.Id] = step;
        return step;
    }

    /// <summary>The last step that renamed the container: whoever uses its new name waits for it.</summary>
    public int? RenameOf(ObservedContainer container) => _renames.TryGetValue(container.Id, out int step) ? step : null;

    public int Disconnect(ObservedContainer container, string network, Reason reason, ImmutableArray<string> effects = default, IEnumerable<int>? dependsOn = null)
    {
        if (DisconnectOf(container, network) is { } written)
        {
            return written;
        }

        int step = _context.Plan.Add(
            new DisconnectContainer(NameOf(container), _context.Networks.EngineName(network, container.Endpoints.GetValueOrDefault(network))),
            reason,
            [.. dependsOn ?? [], .. PlanBuilder.Step(RenameOf(container))],
            ServiceOf(container),
            effects: effects);
        if (!_disconnectsByContainer.TryGetValue(container.Id, out Dictionary<string, int>? ofContainer))
        {
            _disconnectsByContainer.Add(container.Id, ofContainer = new Dictionary<string, int>(StringComparer.Ordinal));
        }

        if (!_disconnectsByNetwork.TryGetValue(network, out List<int>? fromNetwork))
        {
            _disconnectsByNetwork.Add(network, fromNetwork = []);
        }

        ofContainer.Add(network, step);
        fromNetwork.Add(step);
        return step;
    }

    /// <summary>Notes a step that plugs the container in again as it was, should its new network fail. It goes by the present name, so whoever changes that waits for it.</summary>
    public void PutBack(ObservedContainer container, int step)
    {
        if (!_fallbacks.TryGetValue(container.Id, out List<int>? steps))
        {
            _fallbacks.Add(container.Id, steps = []);
        }

        steps.Add(step);
    }

    /// <summary>The service of a container of the project; null for a foreign one.</summary>
    public string? ServiceOf(ObservedContainer container) => _context.IsOurs(container.Labels) ? container.Service : null;

    /// <summary>Makes sure that no other container of the project holds a name, and returns the step to wait for.</summary>
    public int? FreeName(string name, ObservedContainer? keeper)
    {
        if (!_holdersByName.TryGetValue(name, out ObservedContainer? holder) || holder.Id == keeper?.Id)
        {
            return null;
        }

        if (RemovalOf(holder) is { } removal)
        {
            return removal;
        }

        if (NameOf(holder) != name)
        {
            return RenameOf(holder);
        }

        var reason = new Reason($"makes way for another container of name \"{name}\"");
        return _context.FateOf(holder) == ContainerFate.Removed ? Remove(holder, reason) : Rename(holder, TemporaryNames.Of(holder, name), reason);
    }

    /// <summary>The steps that free the host ports which others of the project hold at this moment.</summary>
    public IEnumerable<int> FreePorts(ServiceDefinition service, ObservedContainer? self) =>
        service.Ports
            .Where(port => int.TryParse(port.Published, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            .SelectMany(port => _holdersByPort[$"{port.Published}/{port.Protocol}"])
            .Where(holder => holder.Id != self?.Id)
            .SelectMany(holder => StopLeaving(holder, "frees its host port for another container"));

    /// <summary>The steps that free the fixed addresses which others of the project hold at this moment.</summary>
    public IEnumerable<int> FreeAddresses(IEnumerable<ContainerEndpoint> endpoints, ObservedContainer? self) =>
        endpoints
            .SelectMany(endpoint => endpoint.FixedAddresses, (endpoint, address) => (endpoint.Network, address))
            .SelectMany(key => _holdersByAddress[key], (key, holder) => (key.Network, Holder: holder))
            .Where(entry => entry.Holder.Id != self?.Id)
            .SelectMany(entry => DisconnectOf(entry.Holder, entry.Network) is { } disconnect
                ? [disconnect]
                : StopLeaving(entry.Holder, "frees its address for another container"));

    private List<int> FallbacksOf(ObservedContainer container) => _fallbacks.GetValueOrDefault(container.Id, []);

    private int[] StopLeaving(ObservedContainer holder, string why) =>
        _context.FateOf(holder) is ContainerFate.Removed or ContainerFate.Replaced && Stop(holder, new Reason(why)) is { } stop ? [stop] : [];

    private static string PortKey(int port, string protocol) => FormattableString.Invariant($"{port}/{protocol}");

    private static IEnumerable<string> Addresses(ObservedEndpoint endpoint) =>
        endpoint.FixedAddresses.Union(endpoint.CurrentAddresses, StringComparer.Ordinal);

    // Steps that use the container's present name must be over before it gets another, or is gone.
    private IEnumerable<int> StepsByNameOf(ObservedContainer container) =>
        [.. DisconnectsOf(container), .. PlanBuilder.Step(RenameOf(container))];
}
