namespace Compose.Net.Execution;

/// <summary>What a process in a container reads and writes. It disposes none of the streams.</summary>
public sealed record ProcessStreams
{
    /// <summary>What it reads; its end is passed on, except over a named pipe of Windows, which cannot say so. Null, the default, gives it no input.</summary>
    public Stream? Input { get; init; }

    /// <summary>Takes its standard output, and with a terminal its standard error as well. Null, the default, throws it away.</summary>
    public Stream? Output { get; init; }

    /// <summary>Takes its standard error. Null, the default, throws it away.</summary>
    public Stream? Error { get; init; }

    /// <summary>The terminal that it runs in. Null, the default, is none.</summary>
    public TerminalWindow? Terminal { get; init; }
}
