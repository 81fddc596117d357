using System.Collections.Immutable;
using Compose.Net.Model;

namespace Compose.Net.Planning;

/// <summary>Which of the engine's networks stands for a name. Old engines can have several of one name; containers are found on any of them.</summary>
internal sealed class NetworkChoice
{
    private readonly Dictionary<string, ObservedNetwork> _chosen;
    private readonly ILookup<string, ObservedNetwork> _all;
    private readonly ComposeProject _project;
    private readonly ObservedState _observed;

    public NetworkChoice(ComposeProject project, ObservedState observed)
    {
        _project = project;
        _observed = observed;
        _all = observed.Networks.ToLookup(network => network.Name, StringComparer.Ordinal);
        _chosen = _all.ToDictionary(group => group.Key, Choose, StringComparer.Ordinal);
    }

    /// <summary>The network that stands for the name; null where there is none.</summary>
    public ObservedNetwork? Of(string name) => _chosen.GetValueOrDefault(name);

    /// <summary>The others of that name, by id.</summary>
    public IEnumerable<ObservedNetwork> DuplicatesOf(string name) =>
        _all[name].Where(network => network.Id != _chosen[name].Id).OrderBy(network => network.Id, StringComparer.Ordinal);

    /// <summary>Whether the container's endpoint of that name is on this very network, or on one that is gone.</summary>
    public bool IsOn(ObservedContainer container, ObservedNetwork network) =>
        container.Endpoints.TryGetValue(network.Name, out ObservedEndpoint? endpoint)
        && (endpoint.NetworkId == network.Id || _all[network.Name].All(other => other.Id != endpoint.NetworkId));

    /// <summary>How to name the network of an endpoint to the engine: by its id where several have the name.</summary>
    public string EngineName(string name, ObservedEndpoint? endpoint) =>
        endpoint is { NetworkId.Length: > 0 } && _all[name].Skip(1).Any() ? endpoint.NetworkId : name;

    /// <summary>What differs between an endpoint as it should be and as it is.</summary>
    public ImmutableArray<Change> Changes(ContainerEndpoint wanted, ObservedEndpoint endpoint)
    {
        // On an overlay network the engine reports the address that the swarm chose as one that was asked for.
        bool chosen = wanted.Ipv4Address is null && Of(wanted.Network)?.Driver == "overlay";
        return EndpointWish.Changes(wanted, chosen ? endpoint with { Ipv4Address = null } : endpoint, _observed.Engine);
    }

    /// <summary>How to name the network itself to the engine.</summary>
    public string EngineName(ObservedNetwork network) => _all[network.Name].Skip(1).Any() ? network.Id : network.Name;

    // One that is as the file says; then the one in use by most, so that as few as possible are plugged over.
    private ObservedNetwork Choose(IEnumerable<ObservedNetwork> candidates)
    {
        ObservedNetwork[] all = [.. candidates];
        return all.Length == 1 ? all[0] : all
            .OrderByDescending(network => NetworkIdentity.IsAsWanted(_project, network, _observed.Engine))
            .ThenByDescending(network => _observed.Containers.Concat(_observed.ForeignContainers).Count(container => container.Endpoints.GetValueOrDefault(network.Name)?.NetworkId == network.Id))
            .ThenBy(network => network.Id, StringComparer.Ordinal)
            .First();
    }
}
