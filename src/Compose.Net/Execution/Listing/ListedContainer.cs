using System.Collections.Immutable;
using Compose.Net.Model;
using Compose.Net.Planning;

namespace Compose.Net.Execution;

/// <summary>A container as a list shows it.</summary>
public sealed record ListedContainer
{
    /// <summary>The engine's id.</summary>
    public required string Id { get; init; }

    /// <summary>The name, without the leading slash.</summary>
    public required string Name { get; init; }

    /// <summary>The project that its label names.</summary>
    public string Project { get; init; } = "";

    /// <summary>The service that its label names.</summary>
    public string Service { get; init; } = "";

    /// <summary>The replica number that its label names; 0 where there is none.</summary>
    public int Number { get; init; }

    /// <summary>Whether it is a one-off that was made with <c>run</c>.</summary>
    public bool OneOff { get; init; }

    /// <summary>The image reference that it was created from.</summary>
    public string Image { get; init; } = "";

    /// <summary>What it runs, in the engine's words.</summary>
    public string Command { get; init; } = "";

    /// <summary>When it was created.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>The state.</summary>
    public ContainerState State { get; init; }

    /// <summary>The state in the engine's words, for example <c>Up 5 minutes (healthy)</c>.</summary>
    public string Status { get; init; } = "";

    /// <summary>What the health check says. Of a project's containers only; not looked at in a list of all projects.</summary>
    public ContainerHealth Health { get; init; }

    /// <summary>The exit code of the last run; 0 for one that never ended. Of a project's containers only; not looked at in a list of all projects.</summary>
    public int ExitCode { get; init; }

    /// <summary>The ports that are published at this moment.</summary>
    public ImmutableArray<ObservedPort> Ports { get; init => field = Ordinal.List(value); } = [];

    /// <summary>The ports that are only exposed, for example <c>80/tcp</c>.</summary>
    public ImmutableArray<string> ExposedPorts { get; init => field = Ordinal.List(value); } = [];

    /// <summary>The networks that it is plugged into, by name, each with its IPv4 address there; an empty text while it does not run.</summary>
    public ImmutableSortedDictionary<string, string> Networks { get; init => field = Ordinal.Sorted(value); } = Ordinal.Map<string>();

    /// <summary>What is mounted: the names of volumes, the paths of folders and files.</summary>
    public ImmutableArray<string> Mounts { get; init => field = Ordinal.List(value); } = [];

    /// <summary>How many of the mounts are volumes of the engine's own machine.</summary>
    public int LocalVolumes { get; init; }

    /// <summary>All labels.</summary>
    public ImmutableSortedDictionary<string, string> Labels { get; init => field = Ordinal.Sorted(value); } = Ordinal.Map<string>();

    /// <summary>Whether it has a process: it runs, is paused, or is about to be restarted by the engine.</summary>
    public bool IsActive => State.IsActive();
}
