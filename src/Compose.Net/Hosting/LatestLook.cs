namespace Compose.Net.Hosting;

/// <summary>What was seen at something that changes: of several looks at it, the one that began last counts, whichever ends last. Thread-safe.</summary>
internal sealed class LatestLook<T>
    where T : class
{
    private readonly Lock _lock = new();
    private long _begun;
    private long _counting;
    private T? _seen;

    /// <summary>What the latest look saw; null where nobody has looked, or it was forgotten.</summary>
    public T? Seen
    {
        get
        {
            lock (_lock)
            {
                return _seen;
            }
        }
    }

    /// <summary>Looks.</summary>
    public async Task TakeAsync(Func<Task<T>> lookAsync)
    {
        long number = Interlocked.Increment(ref _begun);
        Count(number, await lookAsync().ConfigureAwait(false));
    }

    /// <summary>Forgets what was seen. Looks that are under way do not count any more.</summary>
    public void Forget() => Count(Interlocked.Increment(ref _begun), null);

    private void Count(long number, T? seen)
    {
        lock (_lock)
        {
            if (number > _counting)
            {
                (_counting, _seen) = (number, seen);
            }
        }
    }
}
