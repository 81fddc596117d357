using System.Text.Json;
using Compose.Net.Docker.Errors;
using Compose.Net.Docker.Waiting;

namespace Compose.Net.Docker.Streams;

/// <summary>Makes a connection that broke again, as often as <see cref="Patience"/> says. Whoever reads goes on where the last one ended.</summary>
internal sealed class Reconnection(TimeProvider time)
{
    private Exception? _failure;
    private int _attempt;

    /// <summary>Moves to the next item. False where there is none, or where the connection broke.</summary>
    public async ValueTask<bool> NextAsync<T>(IAsyncEnumerator<T> items, CancellationToken cancellationToken)
    {
        try
        {
            bool more = await items.MoveNextAsync().ConfigureAwait(false);
            _failure = null;
            _attempt = more ? 0 : _attempt;
            return more;
        }
        catch (Exception e) when ((ConnectionFailure.IsOne(e) || e is JsonException) && !cancellationToken.IsCancellationRequested)
        {
            _failure = e;
            return false;
        }
    }

    /// <summary>Whether the reading goes on over a new connection; returns after a pause then.</summary>
    /// <exception cref="Execution.ComposeEngineException">The engine stays away.</exception>
    public async Task<bool> IsWantedAsync(string attempt, EngineCalls calls, CancellationToken cancellationToken)
    {
        if (_failure is null)
            return false;

        if (++_attempt >= Patience.MaxAttempts)
            throw await calls.ExplainAsync(attempt, _failure, cancellationToken).ConfigureAwait(false);
        await Task.Delay(Patience.PauseAfter(_attempt), time, cancellationToken).ConfigureAwait(false);
        return true;
    }
}
