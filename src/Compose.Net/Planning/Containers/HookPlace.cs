using System.Collections.Immutable;
using Compose.Net.Model;

namespace Compose.Net.Planning;

/// <summary>Where the container of a hook is made: beside a replica, with its mounts, on its networks and in the namespaces that it shares.</summary>
/// <param name="Replica">The replica's name.</param>
/// <param name="NetworkMode">The engine's network mode.</param>
/// <param name="IpcMode">The engine's mode of inter-process communication; null for its default.</param>
/// <param name="PidMode">The engine's process namespace; null for one of its own.</param>
/// <param name="Endpoints">The replica's endpoints, the primary one first.</param>
internal sealed record HookPlace(string Replica, string NetworkMode, string? IpcMode, string? PidMode, ImmutableArray<ContainerEndpoint> Endpoints)
{
    /// <summary>The place beside a container that is there already, whatever a file says by now.</summary>
    public static HookPlace Beside(ObservedContainer container) => new(
        container.Name,
        container.NetworkMode,
        container.IpcMode.Length == 0 ? null : container.IpcMode,
        container.PidMode.Length == 0 ? null : container.PidMode,
        [
            .. container.Endpoints
                .Where(endpoint => EndpointNames.AreKnownOn(endpoint.Key))
                .OrderBy(endpoint => endpoint.Key == container.NetworkMode ? 0 : 1).ThenBy(endpoint => endpoint.Key, StringComparer.Ordinal)
                .Select(endpoint => EndpointWish.Again(endpoint.Key, endpoint.Value)),
        ]);
}
