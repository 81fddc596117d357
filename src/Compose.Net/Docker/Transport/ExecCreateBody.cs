using System.Collections.Immutable;

namespace Compose.Net.Docker.Transport;

/// <summary>A command to run inside a container.</summary>
internal sealed record ExecCreateBody(ImmutableArray<string> Cmd)
{
    public bool AttachStdin { get; init; }

    public bool AttachStdout { get; init; } = true;

    public bool AttachStderr { get; init; } = true;

    public bool Tty { get; init; }

    public bool? Privileged { get; init; }

    public string? User { get; init; }

    public string? WorkingDir { get; init; }

    public ImmutableArray<string>? Env { get; init; }
}
