using System.Collections.Immutable;
using Compose.Net.Model;
using Compose.Net.Planning;

namespace Compose.Net.Execution;

/// <summary>The port to an engine: one look at its state, and one call per operation.</summary>
internal interface IContainerEngine : IAsyncDisposable
{
    /// <summary>The engine that answers.</summary>
    EngineDescription Description { get; }

    /// <summary>What it can do.</summary>
    EngineCapabilities Capabilities { get; }

    /// <summary>Returns what tells this engine from others, whichever way led to it; null where nobody else can reach it.</summary>
    /// <exception cref="ComposeEngineException">The engine refused or cannot be reached.</exception>
    Task<string?> ReadIdentityAsync(CancellationToken cancellationToken);

    /// <summary>Takes a snapshot of all that concerns the project.</summary>
    Task<ObservedState> ObserveAsync(ComposeProject project, CancellationToken cancellationToken);

    /// <summary>Looks at images, by reference or id. Those that the engine does not have are left out.</summary>
    Task<ImmutableSortedDictionary<string, ObservedImage>> ReadImagesAsync(ImmutableArray<string> references, CancellationToken cancellationToken);

    /// <summary>Executes one operation and returns when it is done. Reports progress as short texts.</summary>
    /// <exception cref="ComposeEngineException">The engine refused or cannot be reached.</exception>
    Task ExecuteAsync(Operation operation, IProgress<string>? progress, CancellationToken cancellationToken);

    /// <summary>Returns the last lines that a container wrote, both streams, oldest first.</summary>
    Task<ImmutableArray<string>> ReadLastLogLinesAsync(string container, int count, CancellationToken cancellationToken);

    /// <summary>Runs a command inside a running container and returns its exit code and what it wrote.</summary>
    Task<CommandResult> RunInContainerAsync(string container, ImmutableArray<string> command, CancellationToken cancellationToken);

    /// <summary>Enters a running container's network; null where that is not possible from here: then the engine is elsewhere, or this process may not.</summary>
    Task<INetworkNamespace?> EnterNetworkAsync(string container, CancellationToken cancellationToken);

    /// <summary>Returns all networks, or those that no container uses, by name, then by id.</summary>
    Task<ImmutableArray<ObservedNetwork>> ListNetworksAsync(bool onlyUnused, CancellationToken cancellationToken);

    /// <summary>Looks at one network by its id; null where it is gone.</summary>
    Task<ObservedNetwork?> InspectNetworkAsync(string id, CancellationToken cancellationToken);

    /// <summary>Returns the engine's own words about a network, by its id.</summary>
    Task<string> ReadNetworkJsonAsync(string id, bool verbose, CancellationToken cancellationToken);

    /// <summary>Removes the unused networks that pass the filter, and returns their names, ordered.</summary>
    Task<ImmutableArray<string>> PruneNetworksAsync(NetworkPruneFilter filter, CancellationToken cancellationToken);
}
