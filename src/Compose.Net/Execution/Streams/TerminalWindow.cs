namespace Compose.Net.Execution;

/// <summary>The window of a terminal that a command runs in. Its size may change meanwhile. Thread-safe.</summary>
public sealed class TerminalWindow
{
    private readonly Lock _lock = new();
    private TaskCompletionSource _changed = New();

    /// <summary>Creates a window.</summary>
    /// <param name="columns">Its width in characters.</param>
    /// <param name="rows">Its height in lines.</param>
    public TerminalWindow(int columns, int rows)
    {
        (Columns, Rows) = (columns, rows);
    }

    /// <summary>The width in characters.</summary>
    public int Columns { get; private set; }

    /// <summary>The height in lines.</summary>
    public int Rows { get; private set; }

    /// <summary>Gives it another size, which the command is told of.</summary>
    public void Resize(int columns, int rows)
    {
        lock (_lock)
        {
            (Columns, Rows) = (columns, rows);
            _changed.TrySetResult();
        }
    }

    /// <summary>Returns the size, and what is done when it changes again.</summary>
    internal (int Columns, int Rows, Task Changed) Look()
    {
        lock (_lock)
        {
            if (_changed.Task.IsCompleted)
                _changed = New();
            return (Columns, Rows, _changed.Task);
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
