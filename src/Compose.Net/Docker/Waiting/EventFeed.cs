using System.Globalization;
using System.Text.Json;
using Compose.Net.Docker.Transport;
using Docker.DotNet;

namespace Compose.Net.Docker.Waiting;

/// <summary>
/// The engine's container events: one stream for all who wait. It is opened for the first of them and opened again when it
/// breaks; everybody is woken then, since events may have been missed.
/// </summary>
internal sealed class EventFeed(EngineHttp http, TimeProvider time) : IAsyncDisposable
{
    private static readonly string Filters = Uri.EscapeDataString(
        """{"type":["container"],"event":["start","die","destroy","pause","unpause","health_status","exec_die"]}""");

    private readonly Lock _gate = new();
    private readonly List<EventSubscription> _subscriptions = [];
    private readonly CancellationTokenSource _closing = new();
    private TaskCompletionSource _open = NewOpening();
    private Task? _pump;
    private bool _disposed;

    /// <summary>Subscribes to a container's events and returns once none can be missed any more.</summary>
    /// <param name="container">The container's name or id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<EventSubscription> SubscribeAsync(string container, CancellationToken cancellationToken)
    {
        var subscription = new EventSubscription(container, Leave);
        Task open;
        lock (_gate)
        {
            _subscriptions.Add(subscription);
            _pump ??= Task.Run(PumpAsync, CancellationToken.None);
            open = _open.Task;
        }

        try
        {
            await open.WaitAsync(cancellationToken).ConfigureAwait(false);
            return subscription;
        }
        catch
        {
            subscription.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Task? pump;
        lock (_gate)
        {
            if (_disposed)
                return;

            _disposed = true;
            pump = _pump;
        }

        await _closing.CancelAsync().ConfigureAwait(false);
        if (pump is not null)
            await pump.ConfigureAwait(false);
        _closing.Dispose();
    }

    private static TaskCompletionSource NewOpening() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task PumpAsync()
    {
        string? since = null;
        for (int attempt = 1; ; attempt++)
        {
            Exception failure = new EndOfStreamException("The engine closed its event stream.");
            try
            {
                long opened = time.GetTimestamp();
                since ??= await ReadEngineTimeAsync().ConfigureAwait(false);
                await foreach (EngineEvent happened in ReadAsync(since).ConfigureAwait(false))
                {
                    since = Seconds(happened.TimeNano);
                    attempt = 0;
                    Dispatch(happened);
                }

                attempt = time.GetElapsedTime(opened) > TimeSpan.FromSeconds(10) ? 0 : attempt;
            }
            catch (OperationCanceledException e) when (_closing.IsCancellationRequested)
            {
                End(e);
                return;
            }
            catch (Exception e) when (e is HttpRequestException or IOException or DockerApiException or JsonException or OperationCanceledException)
            {
                failure = e;
            }

            if (Break(attempt, failure) || !await PauseAsync(attempt).ConfigureAwait(false))
                return;
        }
    }

    private async IAsyncEnumerable<EngineEvent> ReadAsync(string since)
    {
        using HttpResponseMessage response = await http.GetAsync($"events?since={since}&filters={Filters}", _closing.Token).ConfigureAwait(false);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(_closing.Token).ConfigureAwait(false));
        Open();
        while (await reader.ReadLineAsync(_closing.Token).ConfigureAwait(false) is { } line)
        {
            if (line.Length > 0 && JsonSerializer.Deserialize(line, EngineJson.Default.EngineEvent) is { } happened)
                yield return happened;
        }
    }

    // The engine answers before it listens to its own events, so it is asked to replay from a moment before, by its own clock.
    private async Task<string> ReadEngineTimeAsync()
    {
        using HttpResponseMessage response = await http.GetAsync("_ping", _closing.Token).ConfigureAwait(false);
        DateTimeOffset now = response.Headers.Date ?? time.GetUtcNow() - TimeSpan.FromMinutes(1);
        return now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
    }

    private static string Seconds(long nanoseconds) =>
        string.Create(CultureInfo.InvariantCulture, $"{nanoseconds / 1_000_000_000}.{nanoseconds % 1_000_000_000:000000000}");

    private void Open()
    {
        lock (_gate)
        {
            _open.TrySetResult();
            foreach (EventSubscription subscription in _subscriptions)
                subscription.Wake();
        }
    }

    private void Dispatch(EngineEvent happened)
    {
        string? name = happened.Actor.Attributes?.GetValueOrDefault("name");
        lock (_gate)
        {
            foreach (EventSubscription subscription in _subscriptions)
            {
                if (subscription.Concerns(happened.Actor.Id, name))
                    subscription.Wake();
            }
        }
    }

    /// <summary>Returns whether the stream's end is the end of the pump: nobody waits, or it cannot be had again.</summary>
    private bool Break(int attempt, Exception failure)
    {
        lock (_gate)
        {
            if (_subscriptions.Count == 0 || attempt >= Patience.MaxAttempts)
            {
                End(failure);
                return true;
            }

            if (_open.Task.IsCompleted)
                _open = NewOpening();
            return false;
        }
    }

    private void End(Exception failure)
    {
        lock (_gate)
        {
            foreach (EventSubscription subscription in _subscriptions)
                subscription.Fail(failure);
            _open.TrySetException(failure);
            _ = _open.Task.Exception;
            _open = NewOpening();
            _pump = null;
        }
    }

    private async Task<bool> PauseAsync(int attempt)
    {
        try
        {
            await Task.Delay(Patience.PauseAfter(attempt), time, _closing.Token).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException e)
        {
            End(e);
            return false;
        }
    }

    private void Leave(EventSubscription subscription)
    {
        lock (_gate)
            _subscriptions.Remove(subscription);
    }
}
