using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using Compose.Net.Graph;
using Compose.Net.Model;
using Compose.Net.Planning;

namespace Compose.Net.Execution;

/// <summary>The running services of a snapshot, and what is to be tried between them. Pure.</summary>
internal sealed class RunningServices
{
    private readonly ComposeProject _project;
    private readonly NetworkTopology _topology;
    private readonly ObservedState _state;
    private readonly ImmutableSortedDictionary<string, ImmutableArray<ObservedContainer>> _containers;

    // Each probe of a caller asks for it, and that is many in a large project.
    private readonly ConcurrentDictionary<string, ILookup<(string Network, string Name), string>> _called = new(StringComparer.Ordinal);

    private RunningServices(ComposeProject project, ObservedState state)
    {
        _state = state;
        _containers = state.Containers
            .Where(container => container.State == ContainerState.Running && !container.OneOff && project.Services.ContainsKey(container.Service))
            .GroupBy(container => container.Service)
            .ToImmutableSortedDictionary(
                group => group.Key,
                group => group.OrderBy(container => container.Number).ThenBy(container => container.Name, StringComparer.Ordinal).ToImmutableArray(),
                StringComparer.Ordinal);
        _project = AtWork(ForeignNetworks.AsObserved(project, state.Networks));
        _topology = NetworkTopology.From(_project);
    }

    public IEnumerable<string> Services => _containers.Keys;

    public ImmutableArray<string> NotRunning => [.. _project.Services.Values
        .Where(service => service.Scale > 0 && !_containers.ContainsKey(service.Name))
        .Select(service => service.Name)];

    /// <summary>Those of them that did not end well by themselves: they are not there, or have crashed, were killed or never began.</summary>
    public ImmutableArray<string> Missing => [.. NotRunning.Where(service =>
        _state.Containers.Where(container => !container.OneOff && container.Service == service).ToArray() is not { Length: > 0 } containers
        || !containers.All(container => container is { State: ContainerState.Exited, ExitCode: 0 }))];

    public static RunningServices Of(ComposeProject project, ObservedState state) => new(project, state);

    /// <summary>The names of the containers that a service is probed from, never none: all that run, or the first where all share one namespace.</summary>
    public ImmutableArray<string> CallersOf(string service) => [.. Callers(service).Select(caller => caller.Name)];

    /// <summary>The addresses that may answer a probe: those of the called service, and of others that carry the same name on purpose.</summary>
    public ImmutableHashSet<string> AddressesBehind(ReachabilityPair pair, ReachabilityProbe probe)
    {
        IEnumerable<string> services = probe is { IsAddress: false, Network: { } network }
            ? _called.GetOrAdd(pair.From, CalledBy)[(network, probe.Target)]
            : [pair.To];
        return [.. services.SelectMany(service => Owners(service)).SelectMany(Addresses).Select(entry => entry.Address)];
    }

    // The services by the network and the name at which one of them is called.
    private ILookup<(string Network, string Name), string> CalledBy(string caller) => Services
        .SelectMany(service => _topology.Between(caller, service).Names, (service, names) => (Service: service, Network: names.Key, Names: names.Value))
        .SelectMany(entry => entry.Names, (entry, name) => (entry.Service, Key: (entry.Network, name)))
        .ToLookup(entry => entry.Key, entry => entry.Service);

    /// <summary>Every ordered pair, with what to try and what to expect, and no answers yet.</summary>
    public IEnumerable<ReachabilityPair> Pairs() =>
        Services.SelectMany(caller => Services.Where(called => called != caller).Select(called => Pair(caller, called)));

    // What runs answers, whatever the file's scale is: somebody started it by name, or scaled it by hand.
    private ComposeProject AtWork(ComposeProject project) => project with
    {
        Services = project.Services.SetItems(_containers.Keys
            .Where(service => project.Services[service].Scale == 0)
            .Select(service => KeyValuePair.Create(service, project.Services[service] with { Scale = 1 }))),
    };

    private ReachabilityPair Pair(string caller, string called)
    {
        Reachability reachability = _topology.Between(caller, called);
        (string Name, ObservedContainer Own)[] callers = [.. Callers(caller)];
        ObservedContainer[] targets = [.. Targets(caller, called)];
        return new ReachabilityPair(caller, called, reachability.IsReachable)
        {
            Probes =
            [
                .. From(callers, _ => NameProbes(reachability)),
                .. From(callers, _ => targets.SelectMany(target => AddressProbes(caller, called, target))),
                .. From(callers, own => ReferenceEquals(own, callers[0].Own) ? targets.SelectMany(target => PortProbes(caller, called, target)) : []),
                .. From(callers, own => targets.SelectMany(target => HostProbes(reachability, own, target))),
            ],
        };
    }

    // Which container called is of interest only where there are several.
    private static IEnumerable<ReachabilityProbe> From((string Name, ObservedContainer Own)[] callers, Func<ObservedContainer, IEnumerable<ReachabilityProbe>> probes) =>
        callers.Length == 1 ? probes(callers[0].Own) : callers.SelectMany(caller => probes(caller.Own).Select(probe => probe with { Caller = caller.Name }));

    private IEnumerable<ReachabilityProbe> NameProbes(Reachability reachability)
    {
        if (reachability.Names.IsEmpty)
        {
            // On the engine's own bridge, a link is a line in the caller's hosts file.
            return _project.Services[reachability.From].Links.Any(link => link.Target == reachability.To) ? [] : [new ReachabilityProbe(reachability.To, IsAddress: false, Network: null, Expected: false, Answers: null)];
        }

        // A name on two common networks is the same call twice.
        string[] absent = [.. AbsentNames(reachability.To)];
        return reachability.Names
            .SelectMany(entry => entry.Value.Select(name => (Network: entry.Key, Name: name)))
            .DistinctBy(entry => entry.Name)
            .Where(entry => !absent.Contains(entry.Name))
            .Select(entry => new ReachabilityProbe(entry.Name, IsAddress: false, entry.Network, Expected: true, Answers: null));
    }

    // Only as many containers as run can have their names known, and one that docker compose plugged in does not know its project's name.
    private IEnumerable<string> AbsentNames(string service)
    {
        ServiceDefinition owner = _project.Services[_topology.EndpointOwner(service)];
        return
        [
            .. Enumerable.Range(1, owner.Scale)
                .Select(number => ContainerNames.Of(_project, owner, number))
                .Except(Owners(service).Select(container => container.Name), StringComparer.Ordinal),
            .. Owners(service).SelectMany(container => EndpointWish.Of(_project, owner, container.Name).Where(wish => EndpointWish.LacksProjectAlias(wish, container)).Select(wish => wish.ProjectAlias!)),
        ];
    }

    private IEnumerable<ReachabilityProbe> AddressProbes(string caller, string called, ObservedContainer target) =>
        from entry in Addresses(target)
        let reached = _topology.ReachesAddress(caller, called, entry.Network, entry.IsIpv6)
        where reached || !_topology.IsRouted(caller, called, entry.Network, entry.IsIpv6) // Where it is routed, some of what arrives is answered: only the published ports are a promise.
        select new ReachabilityProbe(entry.Address, IsAddress: true, _topology.KeyOf(entry.Network), reached, Answers: null);

    // A port that the project declares is a promise as well. Only the first address of each network is tried: the way is the same for all ports.
    // That somebody listens is promised for one family: many programs know IPv4 only.
    private IEnumerable<ReachabilityProbe> PortProbes(string caller, string called, ObservedContainer target) =>
        from entry in Addresses(target)
        where IsMainFamily(target, entry.IsIpv6)
        let reached = _topology.ReachesAddress(caller, called, entry.Network, entry.IsIpv6)
        where reached || _topology.IsRouted(caller, called, entry.Network, entry.IsIpv6)
        from port in reached ? DeclaredPorts(_project.Services[called]) : PublishedPorts(_project.Services[called])
        select new ReachabilityProbe(entry.Address, IsAddress: true, _topology.KeyOf(entry.Network), Expected: true, Answers: null, port);

    private static bool IsMainFamily(ObservedContainer target, bool ipv6) => !ipv6 || Addresses(target).All(entry => entry.IsIpv6);

    private IEnumerable<ReachabilityProbe> HostProbes(Reachability reachability, ObservedContainer own, ObservedContainer target) =>
        from probe in new PublishedPortProbes(_topology, _state.Networks).Between(reachability, own, target)
        where !probe.Expected || IsMainFamily(target, EndpointAddress.IsIpv6(probe.Target))
        select probe;

    // Each container with the one whose endpoints it uses: its own, or that of the owner of its namespace.
    private IEnumerable<(string Name, ObservedContainer Own)> Callers(string service) => !_topology.IsInAnothersNamespace(service)
        ? _containers[service].Select(container => (container.Name, container))
        : [(_containers[service][0].Name, Owners(service) is [var owner, ..] ? owner : _containers[service][0])];

    // Who shares a namespace shares that of the first container.
    private IEnumerable<ObservedContainer> Targets(string caller, string called) =>
        _topology.ShareNamespace(caller, called) || _topology.IsInAnothersNamespace(called) ? Owners(called).Take(1) : Owners(called);

    private static IEnumerable<int> PublishedPorts(ServiceDefinition service) => service.Ports.Where(port => port.Protocol == "tcp").Select(port => port.Target).Distinct().Order();

    private static IEnumerable<int> DeclaredPorts(ServiceDefinition service) => PublishedPorts(service)
        .Concat(service.Expose.SelectMany(ExposedPorts.Each).Where(port => port.EndsWith("/tcp", StringComparison.Ordinal)).Select(port => int.Parse(port[..^"/tcp".Length], CultureInfo.InvariantCulture)))
        .Distinct()
        .Order();

    private ImmutableArray<ObservedContainer> Owners(string service) =>
        _containers.GetValueOrDefault(_topology.EndpointOwner(service), []);

    private static IEnumerable<(string Network, string Address, bool IsIpv6)> Addresses(ObservedContainer container) =>
        from entry in container.Endpoints
        from address in entry.Value.CurrentAddresses
        select (entry.Key, address, EndpointAddress.IsIpv6(address));
}
