using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Compose.Net.Execution;

/// <summary>
/// Follows containers, those that start later included: one reader a container writes into one bounded queue. Who reads slowly
/// holds up the readers, and with them only the engine's copy of the output, never a container.
/// </summary>
internal sealed class OutputFollower(IEngineStreams engine, FollowRequest request)
{
    private const int Capacity = 256;

    private readonly Dictionary<string, FollowedContainer> _followed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _alive = new(StringComparer.Ordinal); // services by the ids of their containers
    private readonly Dictionary<string, long> _heard = new(StringComparer.Ordinal);
    private readonly List<Task> _readers = [];
    private readonly Channel<ContainerOutput> _output = Channel.CreateBounded<ContainerOutput>(new BoundedChannelOptions(Capacity) { SingleReader = true });
    private Exception? _failure;

    /// <summary>The services whose containers must have ended before the output ends; empty for all.</summary>
    public ImmutableArray<string> Counting { get; set; } = [];

    /// <summary>Returns what comes, until nothing runs any more once <paramref name="mayEnd"/> is done.</summary>
    public async IAsyncEnumerable<ContainerOutput> ReadAsync(Task mayEnd, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task following = FollowAsync(mayEnd, ending);
        try
        {
            await foreach (ContainerOutput output in _output.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
                yield return output;
        }
        finally
        {
            await ending.CancelAsync().ConfigureAwait(false);
            await following.ConfigureAwait(false);
        }
    }

    private async Task FollowAsync(Task mayEnd, CancellationTokenSource ending)
    {
        await GuardAsync(() => WatchAsync(mayEnd, ending), ending).ConfigureAwait(false);
        foreach (FollowedContainer container in _followed.Values)
            container.Complete();
        await Task.WhenAll(_readers).ConfigureAwait(false);
        _output.Writer.TryComplete(_failure);
    }

    /// <summary>Starts readers, and tells them what happens to their containers.</summary>
    private async Task WatchAsync(Task mayEnd, CancellationTokenSource ending)
    {
        foreach (ProjectContainer container in await ListAsync(ending.Token).ConfigureAwait(false))
        {
            Follow(container, reads: true, ending);
            if (container.IsAlive)
                _alive[container.Id] = container.Service;
        }

        using var over = CancellationTokenSource.CreateLinkedTokenSource(ending.Token);
        IAsyncEnumerator<ContainerEvent> events = engine.ReadEventsAsync(request.Project, request.Clock, until: 0, over.Token).GetAsyncEnumerator(over.Token);
        Task<bool> next = events.MoveNextAsync().AsTask();
        try
        {
            await Task.WhenAny(next, mayEnd).ConfigureAwait(false);
            while (!mayEnd.IsCompleted && await next.ConfigureAwait(false))
            {
                Take(events.Current, ending);
                next = events.MoveNextAsync().AsTask();
                await Task.WhenAny(next, mayEnd).ConfigureAwait(false);
            }

            await CatchUpAsync(ending).ConfigureAwait(false);
            while (await IsAnyAliveAsync(ending.Token).ConfigureAwait(false) && await next.ConfigureAwait(false))
            {
                Take(events.Current, ending);
                next = events.MoveNextAsync().AsTask();
            }
        }
        finally
        {
            await over.CancelAsync().ConfigureAwait(false);
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await events.DisposeAsync().ConfigureAwait(false);
        }
    }

    // What has happened so far may still be on its way, and what began must not be taken for what never was.
    private async Task CatchUpAsync(CancellationTokenSource ending)
    {
        long now = await engine.ReadClockAsync(ending.Token).ConfigureAwait(false);
        await foreach (ContainerEvent happened in engine.ReadEventsAsync(request.Project, request.Clock, now, ending.Token).ConfigureAwait(false))
            Take(happened, ending);
    }

    private void Take(ContainerEvent happened, CancellationTokenSource ending)
    {
        // Only the events of one container come in the order of their times, and catching up brings them twice.
        if (happened.Action is not ("start" or "die") || !request.Choice.Has(happened.Service, happened.Number) || happened.UnixTimeNanoseconds <= _heard.GetValueOrDefault(happened.ContainerId))
            return;

        _heard[happened.ContainerId] = happened.UnixTimeNanoseconds;
        if (happened.Action == "start")
            _alive[happened.ContainerId] = happened.Service;
        else
            _alive.Remove(happened.ContainerId);
        if (!_followed.TryGetValue(happened.ContainerId, out FollowedContainer? container))
            container = Follow(new ProjectContainer(happened.ContainerId, happened.Container, happened.Service, happened.Number, OneOff: false, IsAlive: true), reads: false, ending);
        container.Add(happened);
    }

    private async Task<bool> IsAnyAliveAsync(CancellationToken cancellationToken)
    {
        if (Counts())
            return true;

        // One that the engine is about to restart is not over. But an engine tells of an end before its list shows it, and then of nothing more.
        foreach (ProjectContainer container in (await ListAsync(cancellationToken).ConfigureAwait(false)).Where(container => container.IsAlive))
        {
            if (await engine.IsAliveAsync(container, cancellationToken).ConfigureAwait(false))
                _alive[container.Id] = container.Service;
        }

        return Counts();

        bool Counts() => _alive.Values.Any(service => Counting.IsEmpty || Counting.Contains(service));
    }

    private async Task<IEnumerable<ProjectContainer>> ListAsync(CancellationToken cancellationToken) =>
        (await engine.ListContainersAsync(request.Project, cancellationToken).ConfigureAwait(false)).Where(request.Choice.Has);

    private FollowedContainer Follow(ProjectContainer container, bool reads, CancellationTokenSource ending)
    {
        var followed = new FollowedContainer(engine, container, request, _output.Writer);
        _followed.Add(container.Id, followed);
        _readers.Add(GuardAsync(() => followed.RunAsync(reads, ending.Token), ending));
        return followed;
    }

    // The first failure ends all, and reaches whoever reads through the queue.
    private async Task GuardAsync(Func<Task> work, CancellationTokenSource ending)
    {
        try
        {
            await Task.Run(work, CancellationToken.None).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
        }
#pragma warning disable CA1031 // Nothing is lost: the reader gets it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Interlocked.CompareExchange(ref _failure, exception, null);
            await ending.CancelAsync().ConfigureAwait(false);
        }
    }
}
