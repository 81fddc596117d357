using System.Text;

namespace Compose.Net.Engine.Tests.Streams;

/// <summary>A stream that tells when a text has been written to it.</summary>
internal sealed class Written : MemoryStream
{
    private readonly Lock _lock = new();
    private readonly List<(string Text, TaskCompletionSource Found)> _awaited = [];

    public string Text
    {
        get
        {
            lock (_lock)
                return Encoding.UTF8.GetString(ToArray());
        }
    }

    /// <summary>Returns when the text is there.</summary>
    public Task WhenAsync(string text)
    {
        var found = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
            _awaited.Add((text, found));
        Look();
        return found.Task;
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        lock (_lock)
            base.Write(buffer.Span);
        Look();
        return ValueTask.CompletedTask;
    }

    private void Look()
    {
        string text = Text;
        lock (_lock)
        {
            foreach ((_, TaskCompletionSource found) in _awaited.Where(awaited => text.Contains(awaited.Text, StringComparison.Ordinal)))
                found.TrySetResult();
        }
    }
}
