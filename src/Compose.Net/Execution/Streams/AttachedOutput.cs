using System.Collections.Immutable;

namespace Compose.Net.Execution;

/// <summary>
/// What the containers of a project write from a moment on, and how they end. Made before they start, so that nothing is missed,
/// however long it is not read. Thread-safe; read it once. Dispose it to stop listening; reading to the end does so too.
/// </summary>
public sealed class AttachedOutput : IAsyncDisposable
{
    private readonly OutputFollower _follower;

    internal AttachedOutput(OutputFollower follower)
    {
        _follower = follower;
    }

    /// <summary>Lets the sequence end once nothing runs any more. Until then it waits for containers that are still to start.</summary>
    /// <param name="services">Whose containers count, of the services that are listened to; empty for all of them.</param>
    public void EndWhenNothingRuns(ImmutableArray<string> services = default) => _follower.EndWhenNothingRuns(services.IsDefault ? [] : services);

    /// <summary>Returns lines and ends as they come; those of one container in their order.</summary>
    /// <param name="cancellationToken">Ends the sequence, which is no error.</param>
    /// <exception cref="ComposeEngineException">The engine refused, or stayed away for more than about 9 seconds.</exception>
    public IAsyncEnumerable<ContainerOutput> ReadAllAsync(CancellationToken cancellationToken = default) =>
        _follower.ReadAsync(cancellationToken).EndWhenCancelledAsync(cancellationToken);

    /// <summary>Stops listening.</summary>
    public ValueTask DisposeAsync() => _follower.DisposeAsync();
}
