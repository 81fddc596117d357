using System.Text;
using Xunit;

namespace Compose.Net.Engine.Tests.Support;

/// <summary>What somebody has written so far, for those who wait until a text is in it.</summary>
internal sealed class Transcript
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    private readonly Lock _gate = new();
    private readonly StringBuilder _written = new();
    private readonly List<(string Text, TaskCompletionSource Seen)> _awaited = [];
    private bool _ended;

    /// <summary>All of it.</summary>
    public string Text
    {
        get
        {
            lock (_gate)
                return _written.ToString();
        }
    }

    public void Append(ReadOnlySpan<char> text)
    {
        lock (_gate)
        {
            _written.Append(text);
            Look();
        }
    }

    /// <summary>Nothing more will come.</summary>
    public void End()
    {
        lock (_gate)
        {
            _ended = true;
            Look();
        }
    }

    /// <summary>Returns when a text is in it. Throws, with all that was written, when it ends without that, or does not come in time.</summary>
    public async Task ShowsAsync(string text)
    {
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _awaited.Add((text, seen));
            Look();
        }

        try
        {
            await seen.Task.WaitAsync(Limit, TestContext.Current.CancellationToken);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"\"{text}\" was not written within {Limit.TotalSeconds} seconds. What was written: {Text}");
        }
    }

    private void Look()
    {
        string all = _written.ToString();
        foreach ((string text, TaskCompletionSource seen) in _awaited)
        {
            if (all.Contains(text, StringComparison.Ordinal))
                seen.TrySetResult();
            else if (_ended)
                seen.TrySetException(new InvalidOperationException($"It ended, and \"{text}\" was never written. What was written: {all}"));
        }
    }
}
