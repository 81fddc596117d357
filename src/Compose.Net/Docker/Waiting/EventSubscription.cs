using System.Threading.Channels;

namespace Compose.Net.Docker.Waiting;

/// <summary>One wait's place at the event stream: it is woken when something may have happened to its container.</summary>
internal sealed class EventSubscription(string container, Action<EventSubscription> leave) : IDisposable
{
    // Events that come while nobody waits are kept as one: the container is inspected afresh anyway.
    private readonly Channel<bool> _wakes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Whether an event about a container of that id or name concerns it.</summary>
    public bool Concerns(string id, string? name) => container == id || container == name;

    public void Wake() => _wakes.Writer.TryWrite(true);

    /// <summary>Ends the subscription: no more events will come.</summary>
    public void Fail(Exception exception) => _wakes.Writer.TryComplete(exception);

    /// <summary>Returns when something happened since the last call.</summary>
    /// <exception cref="ChannelClosedException">The event stream is lost; the inner exception says why.</exception>
    public async Task NextAsync(CancellationToken cancellationToken) =>
        await _wakes.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);

    public void Dispose() => leave(this);
}
