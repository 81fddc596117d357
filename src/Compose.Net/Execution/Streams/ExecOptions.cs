using System.Collections.Immutable;
using Compose.Net.Model;

namespace Compose.Net.Execution;

/// <summary>How a command is run inside a container that runs already.</summary>
public sealed record ExecOptions
{
    /// <summary>What it reads and writes. The default is nothing.</summary>
    public ProcessStreams Streams { get; init; } = new();

    /// <summary>The replica number, from 1. Null, the default, takes the lowest that runs.</summary>
    public int? Index { get; init; }

    /// <summary>The user, by name or number, with a group perhaps: <c>user[:group]</c>. Null, the default, is the container's.</summary>
    public string? User { get; init; }

    /// <summary>The folder it starts in. Null, the default, is the container's.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>Variables beside the container's. Empty by default.</summary>
    public ImmutableSortedDictionary<string, string> Environment { get; init => field = Ordinal.Sorted(value); } = Ordinal.Map<string>();

    /// <summary>Whether it may do all that root may on the engine's machine. Defaults to false.</summary>
    public bool Privileged { get; init; }

    /// <summary>Whether it is only started, and its streams and its end are nobody's. Defaults to false.</summary>
    public bool Detach { get; init; }
}
