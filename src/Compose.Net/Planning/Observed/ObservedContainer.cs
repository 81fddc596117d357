using System.Collections.Immutable;
using Compose.Net.Model;

namespace Compose.Net.Planning;

/// <summary>A container of the project as the engine reports it.</summary>
public sealed record ObservedContainer
{
    /// <summary>The engine's id.</summary>
    public required string Id { get; init; }

    /// <summary>The name, without the leading slash.</summary>
    public required string Name { get; init; }

    /// <summary>The service that its label names.</summary>
    public required string Service { get; init; }

    /// <summary>The replica number that its label names; 0 where there is none.</summary>
    public int Number { get; init; }

    /// <summary>Whether it is a one-off that was made with <c>run</c>, by this tool or another: no replica, only ever an orphan.</summary>
    public bool OneOff { get; init; }

    /// <summary>The state.</summary>
    public ContainerState State { get; init; }

    /// <summary>What the health check says.</summary>
    public ContainerHealth Health { get; init; }

    /// <summary>When its last run began, by the engine's clock; null for one that never ran.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>The exit code of the last run; 0 for one that never ended.</summary>
    public int ExitCode { get; init; }

    /// <summary>The image reference that it was created from.</summary>
    public string Image { get; init; } = "";

    /// <summary>The id of the image that it was created from.</summary>
    public string ImageId { get; init; } = "";

    /// <summary>The engine's network mode: a network's name, <c>host</c>, <c>none</c>, <c>bridge</c> or <c>container:id-or-name</c>.</summary>
    public string NetworkMode { get; init; } = "";

    /// <summary>The engine's mode of inter-process communication, for example <c>container:id-or-name</c>.</summary>
    public string IpcMode { get; init; } = "";

    /// <summary>The engine's process namespace, for example <c>container:id-or-name</c>. Empty for one of its own.</summary>
    public string PidMode { get; init; } = "";

    /// <summary>All labels.</summary>
    public ImmutableSortedDictionary<string, string> Labels { get; init => field = Ordinal.Sorted(value); } = Ordinal.Map<string>();

    /// <summary>The environment, the image's variables included.</summary>
    public ImmutableSortedDictionary<string, string> Environment { get; init => field = Ordinal.Sorted(value); } = Ordinal.Map<string>();

    /// <summary>The endpoints, by the name of their network.</summary>
    public ImmutableSortedDictionary<string, ObservedEndpoint> Endpoints { get; init => field = Ordinal.Sorted(value); } = Ordinal.Map<ObservedEndpoint>();

    /// <summary>The names of the volumes that are mounted, anonymous ones included.</summary>
    public ImmutableArray<string> Volumes { get; init => field = Ordinal.List(value); } = [];

    /// <summary>The names of the volumes that are mounted, by their place in the container.</summary>
    internal ImmutableSortedDictionary<string, string> VolumesByPlace { get; init => field = Ordinal.Sorted(value); } = Ordinal.Map<string>();

    /// <summary>The images that are mounted, by their place in the container: an id, or the name that another tool gave.</summary>
    internal ImmutableSortedDictionary<string, string> ImagesByPlace { get; init => field = Ordinal.Sorted(value); } = Ordinal.Map<string>();

    /// <summary>The names of the mounted volumes that have none of their own, by their place in the container.</summary>
    public ImmutableSortedDictionary<string, string> AnonymousVolumes { get; init => field = Ordinal.Sorted(value); } = Ordinal.Map<string>();

    /// <summary>The ports that are published at this moment.</summary>
    public ImmutableArray<ObservedPort> Ports { get; init => field = Ordinal.List(value); } = [];

    /// <summary>What it runs with; null where it recorded its identity, or where its image is gone.</summary>
    internal ObservedSettings? Settings { get; init; }

    /// <summary>Which one it is, in words, for where it is not the project's own.</summary>
    internal string InWords => Labels.GetValueOrDefault(Planning.Labels.Project) is { } project ? $"container \"{Name}\" of project \"{project}\"" : $"container \"{Name}\"";

    /// <summary>Whether it has a process: it must be stopped before it can be removed, and holds its ports and addresses.</summary>
    internal bool IsActive => State.IsActive();
}
