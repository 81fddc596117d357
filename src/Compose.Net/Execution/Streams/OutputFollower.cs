using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Compose.Net.Execution;

/// <summary>
/// Follows containers from the moment it begins, those that start later included: one reader a container writes into one bounded
/// queue. Who reads slowly holds up the readers, and with them only the engine's copy of the output, never a container; events are
/// taken at once, for engines keep only the last 256 of them.
/// </summary>
internal sealed class OutputFollower : IAsyncDisposable
{
    private const int Capacity = 256;
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(10);

    private readonly IEngineStreams _engine;
    private readonly FollowRequest _request;
    private readonly TimeProvider _time;
    private readonly Dictionary<string, FollowedContainer> _followed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ProjectContainer> _alive = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _heard = new(StringComparer.Ordinal);
    private readonly List<Task> _readers = [];
    private readonly Channel<ContainerOutput> _output = Channel.CreateBounded<ContainerOutput>(new BoundedChannelOptions(Capacity) { SingleReader = true });
    private readonly CancellationTokenSource _ending = new();
    private readonly TaskCompletionSource<ImmutableArray<string>> _mayEnd = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _following;
    private Exception? _failure;

    private OutputFollower(IEngineStreams engine, FollowRequest request, IEnumerable<ProjectContainer> containers, TimeProvider time)
    {
        _engine = engine;
        _time = time;
        _request = request;
        foreach (ProjectContainer container in containers)
        {
            Follow(container, reads: true);
            if (container.IsAlive)
                _alive[container.Id] = container;
        }

        _following = FollowAsync();
    }

    /// <summary>Looks at what runs, and follows from then on.</summary>
    /// <exception cref="ComposeEngineException">The engine refused or cannot be reached.</exception>
    public static async Task<OutputFollower> BeginAsync(IEngineStreams engine, FollowRequest request, TimeProvider time, CancellationToken cancellationToken)
    {
        // One that has just ended is in the engine's list as running, and its end may be told still: not of the run that is followed.
        ProjectContainer[] containers = await Task.WhenAll((await ListAsync(engine, request, cancellationToken).ConfigureAwait(false)).Select(LookAsync)).ConfigureAwait(false);
        return new OutputFollower(engine, request, containers, time);

        async Task<ProjectContainer> LookAsync(ProjectContainer container) =>
            container with { IsAlive = container.IsAlive && await engine.IsAliveAsync(container, cancellationToken).ConfigureAwait(false) };
    }

    /// <summary>Lets the output end once the containers of these services have ended; of all, where there are none.</summary>
    public void EndWhenNothingRuns(ImmutableArray<string> counting) => _mayEnd.TrySetResult(counting);

    /// <summary>Returns what comes, until nothing runs any more once it may end; then it follows no more.</summary>
    public async IAsyncEnumerable<ContainerOutput> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using (this.ConfigureAwait(false))
        {
            await foreach (ContainerOutput output in _output.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
                yield return output;
        }
    }

    /// <summary>Follows no more.</summary>
    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync().ConfigureAwait(false);
        await _following.ConfigureAwait(false);
    }

    private async Task FollowAsync()
    {
        await GuardAsync(WatchAsync).ConfigureAwait(false);
        foreach (FollowedContainer container in _followed.Values)
            container.Complete();
        await Task.WhenAll(_readers).ConfigureAwait(false);
        _output.Writer.TryComplete(_failure);
    }

    /// <summary>Tells the readers what happens to their containers, and starts more of them.</summary>
    private async Task WatchAsync()
    {
        var happened = Channel.CreateUnbounded<ContainerEvent>();
        using var over = CancellationTokenSource.CreateLinkedTokenSource(_ending.Token);
        Task hearing = HearAsync(happened.Writer, over.Token);
        try
        {
            Task<bool> next = NextAsync();
            while (!_mayEnd.Task.IsCompleted && await Task.WhenAny(next, _mayEnd.Task).ConfigureAwait(false) == next && await next.ConfigureAwait(false))
            {
                TakeAll();
                next = NextAsync();
            }

            ImmutableArray<string> counting = await _mayEnd.Task.ConfigureAwait(false);
            foreach (ContainerEvent earlier in await CatchUpAsync(happened.Reader).ConfigureAwait(false))
                Take(earlier);
            next = NextAsync();
            while (await IsAnyAliveAsync(counting).ConfigureAwait(false))
            {
                if (!await ComesSoonAsync(next, over.Token).ConfigureAwait(false))
                {
                    await ForgetEndedAsync(happened.Reader).ConfigureAwait(false);
                    continue;
                }

                if (!await next.ConfigureAwait(false))
                    break;

                TakeAll();
                next = NextAsync();
            }
        }
        finally
        {
            await over.CancelAsync().ConfigureAwait(false);
            await hearing.ConfigureAwait(false);
        }

        Task<bool> NextAsync() => happened.Reader.WaitToReadAsync(over.Token).AsTask();

        void TakeAll()
        {
            while (happened.Reader.TryRead(out ContainerEvent? latest))
                Take(latest);
        }
    }

    private async Task HearAsync(ChannelWriter<ContainerEvent> heard, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (ContainerEvent happened in _engine.ReadEventsAsync(_request.Project, _request.Clock, until: 0, cancellationToken).ConfigureAwait(false))
                heard.TryWrite(happened);
            heard.TryComplete();
        }
#pragma warning disable CA1031 // Nothing is lost: who reads the channel gets it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            heard.TryComplete(exception);
        }
    }

    // What has happened so far may still be on its way, and what began must not be taken for what never was. What was on its way too long
    // to be in the engine's memory still has been heard by now.
    private async Task<IEnumerable<ContainerEvent>> CatchUpAsync(ChannelReader<ContainerEvent> heard)
    {
        var all = new List<ContainerEvent>();
        long now = await _engine.ReadClockAsync(_ending.Token).ConfigureAwait(false);
        await foreach (ContainerEvent happened in _engine.ReadEventsAsync(_request.Project, _request.Clock, now, _ending.Token).ConfigureAwait(false))
            all.Add(happened);
        while (heard.TryRead(out ContainerEvent? happened))
            all.Add(happened);
        return all.OrderBy(happened => happened.UnixTimeNanoseconds);
    }

    private void Take(ContainerEvent happened)
    {
        // Only the events of one container come in the order of their times, and catching up brings them twice.
        if (happened.Action is not ("start" or "die") || !_request.Choice.Has(happened.Service, happened.Number) || happened.UnixTimeNanoseconds <= _heard.GetValueOrDefault(happened.ContainerId))
            return;

        _heard[happened.ContainerId] = happened.UnixTimeNanoseconds;
        var told = new ProjectContainer(happened.ContainerId, happened.Container, happened.Service, happened.Number, OneOff: false, IsAlive: true);
        if (happened.Action == "start")
            _alive[told.Id] = told;
        else if (!_alive.Remove(happened.ContainerId))
            return; // of an earlier run

        if (!_followed.TryGetValue(happened.ContainerId, out FollowedContainer? container))
            container = Follow(told, reads: false);
        container.Add(happened);
    }

    private async Task<bool> IsAnyAliveAsync(ImmutableArray<string> counting)
    {
        if (Counts())
            return true;

        // One that the engine is about to restart is not over. But an engine tells of an end before its list shows it, and then of nothing more.
        foreach (ProjectContainer container in (await ListAsync(_engine, _request, _ending.Token).ConfigureAwait(false)).Where(container => container.IsAlive))
        {
            if (await _engine.IsAliveAsync(container, _ending.Token).ConfigureAwait(false))
                _alive[container.Id] = container;
        }

        return Counts();

        bool Counts() => _alive.Values.Any(container => counting.IsEmpty || counting.Contains(container.Service));
    }

    private async Task<bool> ComesSoonAsync(Task next, CancellationToken cancellationToken)
    {
        using var pause = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bool comes = await Task.WhenAny(next, Task.Delay(LookAgain, _time, pause.Token)).ConfigureAwait(false) == next;
        await pause.CancelAsync().ConfigureAwait(false);
        return comes;
    }

    // An engine that crashed tells of no ends. What it does tell of is heard first.
    private async Task ForgetEndedAsync(ChannelReader<ContainerEvent> heard)
    {
        var ended = new List<string>();
        foreach (ProjectContainer container in _alive.Values)
        {
            if (!await _engine.IsAliveAsync(container, _ending.Token).ConfigureAwait(false))
                ended.Add(container.Id);
        }

        if (ended.Count == 0)
            return;

        foreach (ContainerEvent earlier in await CatchUpAsync(heard).ConfigureAwait(false))
            Take(earlier);
        ended.ForEach(id => _alive.Remove(id));
    }

    private static async Task<IEnumerable<ProjectContainer>> ListAsync(IEngineStreams engine, FollowRequest request, CancellationToken cancellationToken) =>
        (await engine.ListContainersAsync(request.Project, cancellationToken).ConfigureAwait(false)).Where(request.Choice.Has);

    private FollowedContainer Follow(ProjectContainer container, bool reads)
    {
        var followed = new FollowedContainer(_engine, container, _request, _output.Writer);
        _followed.Add(container.Id, followed);
        _readers.Add(GuardAsync(() => followed.RunAsync(reads, _ending.Token)));
        return followed;
    }

    // The first failure ends all, and reaches whoever reads through the queue.
    private async Task GuardAsync(Func<Task> work)
    {
        try
        {
            await Task.Run(work, CancellationToken.None).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_ending.IsCancellationRequested)
        {
        }
#pragma warning disable CA1031 // Nothing is lost: the reader gets it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Interlocked.CompareExchange(ref _failure, exception, null);
            await _ending.CancelAsync().ConfigureAwait(false);
        }
    }
}
