using System.Collections.Immutable;
using System.Net;
using Compose.Net.Diagnostics;
using Compose.Net.Model;

namespace Compose.Net.Planning;

/// <summary>
/// Writes the steps that take a network from under those who are plugged into it and give each of them its endpoint back: on the new
/// network or, where that one cannot be made, on the old one. Containers that stay are plugged in by <see cref="NetworkPlanner"/>.
/// </summary>
internal sealed class NetworkReplacement
{
    private const string LoadBalancer = "lb-";

    private readonly ReconcileContext _context;
    private readonly ContainerSteps _containers;
    private readonly HashSet<string> _ours;
    private readonly HashSet<string> _known;

    public NetworkReplacement(ReconcileContext context, ContainerSteps containers)
    {
        _context = context;
        _containers = containers;
        _ours = [.. context.Observed.Containers.Select(container => container.Id)];
        _known = [.. _ours, .. context.Observed.ForeignContainers.Select(container => container.Id)];
    }

    /// <summary>The project's containers on the network, running or not.</summary>
    public IEnumerable<ObservedContainer> OursOn(ObservedNetwork network) => HoldersOf(network).Where(holder => _ours.Contains(holder.Id));

    /// <summary>What is on the network and needs consent to be unplugged, in words.</summary>
    public IEnumerable<string> ForeignOn(ObservedNetwork network, bool running = false) =>
    [
        .. HoldersOf(network).Where(holder => NeedsConsent(holder) && _containers.RemovalOf(holder) is null && (holder.IsActive || !running)).Select(Describe),
        .. GhostsOn(network).Select(name => $"endpoint \"{name}\", whose container is gone"),
    ];

    /// <summary>Who is on the network on other hosts, in words: nobody can unplug them from here.</summary>
    public static string RemoteOn(ObservedNetwork network) => string.Join(", ", network.RemoteEndpoints.Select(endpoint => endpoint.InWords));

    /// <summary>Unplugs everybody from a network and removes it. Without consent to foreign endpoints, the plan gets an error that names them.</summary>
    /// <param name="network">The network.</param>
    /// <param name="reason">Why it must go.</param>
    /// <param name="dependsOn">What comes before.</param>
    /// <param name="mayFail">Whether nobody is harmed where it stays.</param>
    /// <param name="hasSuccessor">Whether another network takes its place, into which everybody is plugged again.</param>
    public int Remove(ObservedNetwork network, Reason reason, IEnumerable<int>? dependsOn = null, bool mayFail = false, bool hasSuccessor = true)
    {
        bool forGood = reason.Changes.IsEmpty;
        if (!_context.Options.DetachForeign && ForeignOn(network, running: forGood).ToArray() is { Length: > 0 } foreign)
        {
            _context.Plan.Error(
                DiagnosticCodes.ForeignEndpoints,
                $"Network \"{network.Name}\" must {(forGood ? "go" : "be made anew")} ({reason}), but these are not the project's and are plugged into it: {string.Join(", ", foreign)}. Disconnect them, allow them to be unplugged and plugged in again with --detach-foreign, or set \"external: true\".");
        }

        if (!network.RemoteEndpoints.IsEmpty)
        {
            _context.Plan.Error(DiagnosticCodes.ForeignEndpoints, $"Network \"{network.Name}\" must {(forGood ? "go" : "be made anew")} ({reason}), but these on other hosts are plugged into it: {RemoteOn(network)}. Disconnect them there first.");
        }

        ILookup<bool, ObservedContainer> holders = HoldersOf(network).Where(holder => holder.IsActive || !forGood || _ours.Contains(holder.Id)).ToLookup(NeedsConsent);
        int[] own = [.. holders[false].Select(holder => _containers.RemovalOf(holder) ?? _containers.Disconnect(holder, network.Name, reason))];

        // Who loses the network for good has it for as long as the project's own need it: they may still talk while they stop.
        int[] before = hasSuccessor ? [] : own;
        int[] freed =
        [
            .. own,
            .. holders[true].Select(holder => _containers.RemovalOf(holder) ?? _containers.Disconnect(holder, network.Name, reason, hasSuccessor ? [] : [Loss(holder)], before)),
            .. GhostsOn(network).Select(name => _context.Plan.Add(new DisconnectContainer(name, _context.Networks.EngineName(network)), new Reason("its container is gone"), before)),
        ];
        return _context.Plan.Add(new RemoveNetwork(network.Name, network.Id), reason, [.. dependsOn ?? [], .. freed], mayFail: mayFail);
    }

    /// <summary>Writes what happens where the new network cannot be made: the old one comes back, and every endpoint as it was.</summary>
    /// <param name="key">The key of the old network in the file.</param>
    /// <param name="old">The network that is removed.</param>
    /// <param name="removal">The step that removes it.</param>
    /// <param name="creation">The step that makes the new one.</param>
    public void PutBack(string key, ObservedNetwork old, int removal, int creation)
    {
        int restored = _context.Plan.Add(
            new CreateNetwork(NetworkIdentity.Again(key, old), old.Labels),
            new Reason("is put back as it was"),
            [removal],
            insteadOf: creation);
        foreach (ObservedContainer holder in HoldersOf(old).Where(holder => _context.FateOf(holder) != ContainerFate.Removed))
        {
            if (_containers.DisconnectOf(holder, old.Name) is { } disconnect)
            {
                // After it, not dependent on it: where the old network could not be removed, it is still there.
                _containers.PutBack(holder, PlugBack(holder, old.Name, disconnect, insteadOf: creation, after: [restored]));
            }
        }
    }

    /// <summary>Writes the step that gives a container its endpoint back as it was, where another step fails.</summary>
    public int PlugBack(ObservedContainer holder, string network, int disconnect, int insteadOf, IEnumerable<int>? after = null) => _context.Plan.Add(
        new ConnectContainer(_containers.NameOf(holder), EndpointWish.Again(network, holder.Endpoints[network])),
        new Reason("is plugged in again as it was"),
        [disconnect],
        _containers.ServiceOf(holder),
        after: after,
        mayFail: true,
        insteadOf: insteadOf);

    /// <summary>Plugs those into the new network that the plan leaves alone otherwise: foreign ones, orphans, and services that are not selected.</summary>
    public void ReconnectOthers(NetworkDefinition network, ObservedNetwork old, Reason reason, int ready)
    {
        foreach (ObservedContainer holder in HoldersOf(old).Where(holder => _context.FateOf(holder) == ContainerFate.LeftAlone))
        {
            if (_containers.DisconnectOf(holder, old.Name) is { } disconnect)
            {
                (ContainerEndpoint endpoint, ImmutableArray<string> effects) = Fitting(WishOf(holder, network), network);
                _context.Plan.Add(
                    new ConnectContainer(_containers.NameOf(holder), endpoint),
                    reason,
                    [disconnect, ready],
                    _containers.ServiceOf(holder),
                    effects: [.. effects, .. LostMacAddress(holder, old)],
                    restores: true);
            }
        }
    }

    // The file may say what a service that is not selected wants of the new network; all others get what they had.
    private ContainerEndpoint WishOf(ObservedContainer holder, NetworkDefinition network) =>
        (_ours.Contains(holder.Id) && !holder.OneOff && _context.Project.DisabledServices.TryGetValue(holder.Service, out ServiceDefinition? service)
            ? EndpointWish.Of(_context.Project, service, holder.Name).FirstOrDefault(wish => wish.Network == network.Name)
            : null)
        ?? EndpointWish.Again(network.Name, holder.Endpoints[network.Name]);

    private static (ContainerEndpoint Endpoint, ImmutableArray<string> Effects) Fitting(ContainerEndpoint wish, NetworkDefinition network)
    {
        string[] lost = [.. wish.FixedAddresses.Where(address => !Fits(address, network))];
        return (
            wish with { Ipv4Address = Kept(wish.Ipv4Address), Ipv6Address = Kept(wish.Ipv6Address) },
            lost.Length == 0 ? [] : [$"loses its fixed address {string.Join(", ", lost)}, which is in no subnet of the new network"]);

        string? Kept(string? address) => lost.Contains(address, StringComparer.Ordinal) ? null : address;
    }

    // Whether somebody chose the one it has, nobody can tell by now; who did will want to know.
    private IEnumerable<string> LostMacAddress(ObservedContainer holder, ObservedNetwork network) =>
        !_context.Observed.Engine.MacAddressOnConnect && !_ours.Contains(holder.Id) && holder is { IsActive: true } && holder.Endpoints[network.Name].CurrentMacAddress is { } address
            ? [$"may get another MAC address than {address}, which engines before API 1.54 give to new containers only"]
            : [];

    private static bool Fits(string address, NetworkDefinition network) =>
        IPAddress.TryParse(address, out IPAddress? parsed)
        && network.Pools.Any(pool => Subnet.TryParse(pool.Subnet, out IPNetwork subnet) && subnet.Contains(parsed));

    private IEnumerable<ObservedContainer> HoldersOf(ObservedNetwork network) =>
        _context.ContainersByNetwork[network.Name].Where(container => _context.Networks.IsOn(container, network));

    private static string Loss(ObservedContainer holder) => $"is not plugged in again, for the network is gone{(holder.Endpoints.Count > 1 ? "" : "; it has no other")}";

    private bool NeedsConsent(ObservedContainer holder) => !_ours.Contains(holder.Id) || holder is { OneOff: true, IsActive: true };

    // The load balancer of a swarm network belongs to the network itself, and goes with it.
    private IEnumerable<string> GhostsOn(ObservedNetwork network) =>
        network.Endpoints.Where(entry => !_known.Contains(entry.Key) && !entry.Key.StartsWith(LoadBalancer, StringComparison.Ordinal)).Select(entry => entry.Value).Order(StringComparer.Ordinal);

    private string Describe(ObservedContainer holder) => _ours.Contains(holder.Id) ? $"one-off container \"{holder.Name}\"" : holder.InWords;
}
