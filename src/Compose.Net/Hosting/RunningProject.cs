using Compose.Net.Diagnostics;
using Compose.Net.Model;
using Compose.Net.Planning;

namespace Compose.Net.Hosting;

/// <summary>
/// A project that the host brought up, to be injected where its endpoints or its client are needed. Thread-safe.
/// It can be injected before the host starts; its members work from the project's start to its shutdown.
/// </summary>
public sealed class RunningProject
{
    private readonly string _path;
    private readonly LatestLook<Snapshot> _latest = new();

    internal RunningProject(string path) => _path = path;

    /// <summary>The project as it was loaded.</summary>
    /// <exception cref="InvalidOperationException">The project is not up.</exception>
    public ComposeProject Project => Current.Project;

    /// <summary>The client that brought the project up. The host disposes it.</summary>
    /// <exception cref="InvalidOperationException">The project is not up.</exception>
    public ComposeClient Client => Current.Client;

    private Snapshot Current => _latest.Seen ?? throw new InvalidOperationException(
        $"The compose project of \"{_path}\" is not up. It comes up when the host starts, before any hosted service, and goes down when the host has stopped: use it in between.");

    /// <summary>Returns where a service's port answers, as seen from this process.</summary>
    /// <param name="service">The service's name in the file.</param>
    /// <param name="port">The port inside the container.</param>
    /// <param name="index">The number of the replica, from 1 on; null takes the running one with the lowest number.</param>
    /// <param name="protocol"><c>tcp</c>, <c>udp</c> or <c>sctp</c>; null takes TCP where the port is published over it, else another one.</param>
    /// <exception cref="InvalidOperationException">The project is not up.</exception>
    /// <exception cref="ComposeException">The service has no running container, does not publish the port, or publishes it where this machine cannot reach it.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The index is below 1.</exception>
    public PublishedEndpoint GetEndpoint(string service, int port, int? index = null, string? protocol = null)
    {
        Snapshot current = Current;
        return PublishedEndpoint.Find(current.State, current.Client.Engine, service, port, index, protocol);
    }

    /// <summary>Returns the address of a service's port, for example <c>http://127.0.0.1:32768/</c>.</summary>
    /// <inheritdoc cref="GetEndpoint" path="/exception"/>
    /// <param name="service">The service's name in the file.</param>
    /// <param name="port">The port inside the container.</param>
    /// <param name="scheme">The scheme, without <c>://</c>.</param>
    /// <param name="index">The number of the replica, from 1 on; null takes the running one with the lowest number.</param>
    public Uri GetUri(string service, int port, string scheme = "http", int? index = null) => GetEndpoint(service, port, index).ToUri(scheme);

    /// <summary>Looks at the engine again: a port that the engine chose is another one after its container was started again.</summary>
    /// <param name="cancellationToken">Ends the look early.</param>
    /// <exception cref="InvalidOperationException">The project is not up.</exception>
    public Task RefreshAsync(CancellationToken cancellationToken = default)
    {
        Snapshot current = Current;
        return SetUpAsync(current.Project, current.Client, cancellationToken);
    }

    internal Task SetUpAsync(ComposeProject project, ComposeClient client, CancellationToken cancellationToken) =>
        _latest.TakeAsync(async () => new Snapshot(project, client, await client.ObserveAsync(project, cancellationToken).ConfigureAwait(false)));

    internal void SetDown() => _latest.Forget();

    private sealed record Snapshot(ComposeProject Project, ComposeClient Client, ObservedState State);
}
