using System.Collections.Immutable;
using Compose.Net.Diagnostics;
using Compose.Net.Execution;
using Compose.Net.Model;
using Compose.Net.Planning;

namespace Compose.Net;

/// <summary>
/// The engine's networks, whoever made them, one call at a time: for programs that do by hand what a project does by plan. Thread-safe.
/// </summary>
/// <remarks>What belongs to a project is better changed in its file: the next plan would put back what is changed here.</remarks>
public sealed class EngineNetworks
{
    private readonly IContainerEngine _engine;

    internal EngineNetworks(IContainerEngine engine)
    {
        _engine = engine;
    }

    /// <summary>Returns all networks, by name, then by id. Who is plugged in is not told; see <see cref="FindAsync"/>.</summary>
    /// <exception cref="ComposeEngineException">The engine cannot be reached.</exception>
    public Task<ImmutableArray<ObservedNetwork>> ListAsync(CancellationToken cancellationToken = default) => _engine.ListNetworksAsync(onlyUnused: false, cancellationToken);

    /// <summary>Returns the networks that no running container is plugged into, except those that come with the engine; by name, then by id.</summary>
    /// <exception cref="ComposeEngineException">The engine cannot be reached.</exception>
    public Task<ImmutableArray<ObservedNetwork>> ListUnusedAsync(CancellationToken cancellationToken = default) => _engine.ListNetworksAsync(onlyUnused: true, cancellationToken);

    /// <summary>Looks at one network, with the running containers that are plugged in.</summary>
    /// <param name="network">The exact name, else the id or the beginning of one.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>Null where the engine has no such network.</returns>
    /// <exception cref="ComposeEngineException">The engine cannot be reached, or several networks answer to it.</exception>
    public async Task<ObservedNetwork?> FindAsync(string network, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(network);
        ImmutableArray<ObservedNetwork> all = await ListAsync(cancellationToken).ConfigureAwait(false);
        ObservedNetwork[] found = [.. all.Where(each => each.Name == network)];
        found = found.Length > 0 ? found : [.. all.Where(each => each.Id.StartsWith(network, StringComparison.Ordinal))];
        return found.Length > 1
            ? throw new ComposeEngineException(DiagnosticCodes.AmbiguousNetwork, $"There are {found.Length} networks \"{network}\": {string.Join(", ", found.Select(each => each.Id[..12]))}. Name one of these ids.")
            : found is [var one] ? await _engine.InspectNetworkAsync(one.Id, cancellationToken).ConfigureAwait(false) : null;
    }

    /// <summary>Makes a network, with the definition's own labels and no others.</summary>
    /// <param name="network">What is wanted; <see cref="NetworkDefinition.Key"/> has no meaning here.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The new network's id.</returns>
    /// <exception cref="ComposeEngineException">The name is taken, a subnet overlaps another one, the driver is not there, the engine is too old for it, or it refused for another reason.</exception>
    public Task<string> CreateAsync(NetworkDefinition network, CancellationToken cancellationToken = default) => CreateAsync(network, new EngineNetworkSettings(), cancellationToken);

    /// <summary>Makes a network, with the definition's own labels and no others, and what no compose file can say of one.</summary>
    /// <param name="network">What is wanted; <see cref="NetworkDefinition.Key"/> has no meaning here.</param>
    /// <param name="settings">What else is wanted.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The new network's id.</returns>
    /// <exception cref="ComposeEngineException">As for the other overload; or there is no network to take settings from, or one for a swarm's ingress is there already.</exception>
    public async Task<string> CreateAsync(NetworkDefinition network, EngineNetworkSettings settings, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(settings);
        if (network.EnableIpv4 == false && !_engine.Capabilities.NetworkWithoutIpv4)
        {
            throw new ComposeEngineException(DiagnosticCodes.BeyondEngine, $"Network \"{network.Name}\" was not created: it is to do without IPv4, which this engine does not know before version 28 (API 1.48), so that it would get IPv4 as well. Use a newer engine, or leave IPv4 on.");
        }

        // Within a plan, a network of the project that is there already is a success; whoever asks for one by hand wants a new one.
        ImmutableArray<ObservedNetwork> before = await ListAsync(cancellationToken).ConfigureAwait(false);
        if (before.FirstOrDefault(each => each.Name == network.Name) is { } taken)
        {
            throw new ComposeEngineException(DiagnosticCodes.NetworkNameTaken, $"Network \"{network.Name}\" could not be created: there is one of that name already, with the id {taken.Id[..12]}. Choose another name, or remove it first.");
        }

        await _engine.ExecuteAsync(new CreateNetwork(network, network.Labels) { Settings = settings }, progress: null, cancellationToken).ConfigureAwait(false);
        return (await ListAsync(cancellationToken).ConfigureAwait(false)).FirstOrDefault(each => each.Name == network.Name && before.All(other => other.Id != each.Id))?.Id
            ?? throw new ComposeEngineException(DiagnosticCodes.ObjectMissing, $"Network \"{network.Name}\" was created, and is gone again: somebody has removed it. List what is there with \"network ls\".");
    }

    /// <summary>Removes a network that no running container is plugged into.</summary>
    /// <param name="network">As for <see cref="FindAsync"/>.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <exception cref="ComposeEngineException">There is no such network, or containers are on it.</exception>
    public async Task RemoveAsync(string network, CancellationToken cancellationToken = default)
    {
        ObservedNetwork found = await FindAsync(network, cancellationToken).ConfigureAwait(false)
            ?? throw new ComposeEngineException(DiagnosticCodes.ObjectMissing, $"Network \"{network}\" could not be removed: there is none of that name or id. List them with \"network ls\".");
        await _engine.ExecuteAsync(new RemoveNetwork(found.Name, found.Id), progress: null, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Plugs a container into a network, also while it runs.</summary>
    /// <param name="container">The container's name or id.</param>
    /// <param name="endpoint">The network and all settings of the endpoint.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <exception cref="ComposeEngineException">One of the two is missing, they are connected already, the address cannot be had, or the engine is too old for a setting.</exception>
    public Task ConnectAsync(string container, ContainerEndpoint endpoint, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(container);
        ArgumentNullException.ThrowIfNull(endpoint);

        // An older engine takes such a setting without a word, and does nothing about it.
        string? lost = endpoint.GatewayPriority != 0 && !_engine.Capabilities.GatewayPriority
                ? FormattableString.Invariant($"the gateway priority {endpoint.GatewayPriority} needs engine 28 (API 1.48); this one chooses the gateway by itself. Use a newer engine, or leave the priority out")
            : endpoint.DriverOptions.TryGetValue(EndpointOptions.InterfaceName, out string? name) && !_engine.Capabilities.InterfaceName
                ? $"naming its interface \"{name}\" needs engine 28.1 (API 1.49). Use a newer engine, or leave the option \"{EndpointOptions.InterfaceName}\" out"
            : null;
        return lost is not null
            ? throw new ComposeEngineException(DiagnosticCodes.BeyondEngine, $"Container \"{container}\" was not connected to network \"{endpoint.Network}\": {lost}.")
            : _engine.ExecuteAsync(new ConnectContainer(container, endpoint), progress: null, cancellationToken);
    }

    /// <summary>
    /// Unplugs a container from a network, also while it runs; also a stopped one from a network that is gone, and an endpoint whose container is gone.
    /// A container that is not plugged in is as it should be.
    /// </summary>
    /// <param name="container">The container's name or id.</param>
    /// <param name="network">The network's name or id.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <exception cref="ComposeEngineException">There is no such container or network, or the engine refused.</exception>
    public Task DisconnectAsync(string container, string network, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(container);
        ArgumentException.ThrowIfNullOrEmpty(network);
        return _engine.ExecuteAsync(new DisconnectContainer(container, network) { MustExist = true }, progress: null, cancellationToken);
    }

    /// <summary>Removes the networks that no container uses, except those that come with the engine.</summary>
    /// <param name="filter">Which of them; null for all.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The names of those removed, ordered.</returns>
    /// <exception cref="ComposeEngineException">The engine cannot be reached.</exception>
    public Task<ImmutableArray<string>> PruneAsync(NetworkPruneFilter? filter = null, CancellationToken cancellationToken = default) =>
        _engine.PruneNetworksAsync(filter ?? new NetworkPruneFilter(), cancellationToken);

    /// <summary>Returns what the engine itself says of a network, as its JSON.</summary>
    /// <param name="network">As for <see cref="FindAsync"/>.</param>
    /// <param name="verbose">Whether to tell of a swarm's services and tasks on it too, those of other hosts included.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>Null where the engine has no such network.</returns>
    /// <exception cref="ComposeEngineException">The engine cannot be reached, or several networks answer to it.</exception>
    public async Task<string?> ReadJsonAsync(string network, bool verbose = false, CancellationToken cancellationToken = default) =>
        await FindAsync(network, cancellationToken).ConfigureAwait(false) is { } found
            ? await _engine.ReadNetworkJsonAsync(found.Id, verbose, cancellationToken).ConfigureAwait(false)
            : null;
}
