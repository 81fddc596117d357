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
    private Snapshot? _snapshot;

    internal RunningProject(string path) => _path = path;

    /// <summary>The project as it was loaded.</summary>
    /// <exception cref="InvalidOperationException">The project is not up.</exception>
    public ComposeProject Project => Current.Project;

    /// <summary>The client that brought the project up. The host disposes it.</summary>
    /// <exception cref="InvalidOperationException">The project is not up.</exception>
    public ComposeClient Client => Current.Client;

    private Snapshot Current => Volatile.Read(ref _snapshot) ?? throw new InvalidOperationException(
        $"The compose project of \"{_path}\" is not up. It comes up when the host starts, before any hosted service, and goes down when the host has stopped: use it in between.");

    /// <summary>Returns where a service's port answers, as seen from this process.</summary>
    /// <param name="service">The service's name in the file.</param>
    /// <param name="port">The port inside the container.</param>
    /// <exception cref="InvalidOperationException">The project is not up.</exception>
    /// <exception cref="ComposeException">The service has no running container, does not publish the port, or publishes it where this machine cannot reach it.</exception>
    public PublishedEndpoint GetEndpoint(string service, int port)
    {
        Snapshot current = Current;
        return PublishedEndpoint.Find(current.State, current.Client.Engine, service, port);
    }

    /// <summary>Returns the address of a service's port, for example <c>http://127.0.0.1:32768/</c>.</summary>
    /// <inheritdoc cref="GetEndpoint" path="/exception"/>
    /// <param name="service">The service's name in the file.</param>
    /// <param name="port">The port inside the container.</param>
    /// <param name="scheme">The scheme, without <c>://</c>.</param>
    public Uri GetUri(string service, int port, string scheme = "http") => GetEndpoint(service, port).ToUri(scheme);

    /// <summary>Looks at the engine again: a port that the engine chose is another one after its container was started again.</summary>
    /// <param name="cancellationToken">Ends the look early.</param>
    /// <exception cref="InvalidOperationException">The project is not up.</exception>
    public async Task RefreshAsync(CancellationToken cancellationToken = default)
    {
        Snapshot current = Current;
        Snapshot next = await LookAsync(current.Project, current.Client, cancellationToken).ConfigureAwait(false);

        // A project that has gone down meanwhile stays so.
        for (Snapshot? seen = current; seen is not null;)
        {
            Snapshot? found = Interlocked.CompareExchange(ref _snapshot, next, seen);
            seen = ReferenceEquals(found, seen) ? null : found;
        }
    }

    internal async Task SetUpAsync(ComposeProject project, ComposeClient client, CancellationToken cancellationToken) =>
        _snapshot = await LookAsync(project, client, cancellationToken).ConfigureAwait(false);

    internal void SetDown() => Volatile.Write(ref _snapshot, null);

    private static async Task<Snapshot> LookAsync(ComposeProject project, ComposeClient client, CancellationToken cancellationToken) =>
        new(project, client, await client.ObserveAsync(project, cancellationToken).ConfigureAwait(false));

    private sealed record Snapshot(ComposeProject Project, ComposeClient Client, ObservedState State);
}
