namespace Compose.Net.Cli;

/// <summary>
/// What signals to end the tool mean: the first lets the steps under way end. The second ends the process at once, unless the
/// command makes use of it; then the third does.
/// </summary>
internal sealed class Interrupts : IDisposable
{
    private readonly CancellationTokenSource _first = new();
    private readonly CancellationTokenSource _second = new();
    private volatile bool _usesSecond;
    private int _count;

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken First => _first.Token;

    /// <summary>Returns what the second signal cancels, in place of ending the process.</summary>
    public CancellationToken UseSecond()
    {
        _usesSecond = true;
        return _second.Token;
    }

    /// <summary>Takes a signal. Returns whether the process goes on.</summary>
    public bool Take()
    {
        int count = Interlocked.Increment(ref _count);
        if (count == 1)
        {
            _first.Cancel();
            return true;
        }

        if (count > 2 || !_usesSecond)
        {
            return false;
        }

        _second.Cancel();
        return true;
    }

    public void Dispose()
    {
        _first.Dispose();
        _second.Dispose();
    }
}
