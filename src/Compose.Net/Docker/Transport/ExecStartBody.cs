namespace Compose.Net.Docker.Transport;

/// <summary>How a command inside a container is started: its output comes back on this connection.</summary>
internal sealed record ExecStartBody
{
    public bool Detach { get; init; }

    public bool Tty { get; init; }

    public int[]? ConsoleSize { get; init; }
}
