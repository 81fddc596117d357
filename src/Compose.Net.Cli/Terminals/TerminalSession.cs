using Compose.Net.Cli.Output;
using Compose.Net.Execution;

namespace Compose.Net.Cli.Terminals;

/// <summary>The user's own input and output, lent to a process in a container; with a terminal, its keys and its window too.</summary>
internal sealed class TerminalSession : IDisposable
{
    private readonly IDisposable? _raw;
    private readonly IDisposable? _resized;

    /// <param name="tool">Where the streams come from.</param>
    /// <param name="terminal">Whether the process gets a terminal.</param>
    /// <param name="input">Whether it gets input.</param>
    public TerminalSession(ToolContext tool, bool terminal, bool input)
    {
        ITerminal? own = terminal ? tool.Terminal : null;
        TerminalWindow? window = null;
        if (own is not null)
        {
            window = new TerminalWindow(own.Size.Columns, own.Size.Rows);
            _resized = own.WhenResized(() => window.Resize(own.Size.Columns, own.Size.Rows));
            _raw = own.EnterRawMode();
        }

        Streams = new ProcessStreams
        {
            Input = input ? new OwnInput(tool.OpenInput()) : null,
            Output = new HeardStream(tool.OpenOutput()),
            Error = new HeardStream(tool.OpenError()),
            Terminal = window,
        };
    }

    public ProcessStreams Streams { get; }

    /// <summary>Gives the terminal back as it was.</summary>
    public void Dispose()
    {
        _raw?.Dispose();
        _resized?.Dispose();
    }
}
