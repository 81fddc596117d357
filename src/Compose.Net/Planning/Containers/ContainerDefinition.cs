using System.Collections.Immutable;
using Compose.Net.Model;

namespace Compose.Net.Planning;

/// <summary>One container to create: its service's definition with every name resolved to the engine's.</summary>
public sealed record ContainerDefinition
{
    /// <summary>The name to create it under. During a replacement this is a temporary one.</summary>
    public required string Name { get; init; }

    /// <summary>The replica number, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>The service, for all that only concerns the container itself. Its networks and dependencies are not looked at.</summary>
    public required ServiceDefinition Service { get; init; }

    /// <summary>The mounts, with the engine's volume names in place of keys.</summary>
    public ImmutableArray<MountDefinition> Mounts { get; init => field = Ordinal.List(value); } = [];

    /// <summary>The containers whose mounts are taken over, by name or id, each with its mode: <c>name[:ro]</c>.</summary>
    public ImmutableArray<string> VolumesFrom { get; init => field = Ordinal.List(value); } = [];

    /// <summary>On the engine's predefined bridge, which has no DNS: the containers that get a line in the hosts file, as <c>container:name</c>.</summary>
    public ImmutableArray<string> Links { get; init => field = Ordinal.List(value); } = [];

    /// <summary>The engine's network mode: a network's name, <c>host</c>, <c>none</c>, <c>bridge</c> or <c>container:name</c>.</summary>
    public required string NetworkMode { get; init; }

    /// <summary>The engine's mode of inter-process communication, for example <c>container:name</c>. Null leaves the engine's default.</summary>
    public string? IpcMode { get; init; }

    /// <summary>The engine's process namespace, for example <c>container:name</c>. Null gives the container its own.</summary>
    public string? PidMode { get; init; }

    /// <summary>The endpoints to create it with, the one of <see cref="NetworkMode"/> first. Further ones are steps of their own where the engine takes only one.</summary>
    public ImmutableArray<ContainerEndpoint> Endpoints { get; init => field = Ordinal.List(value); } = [];

    /// <summary>Whether its input ends when the first who writes to it is done. Defaults to false: it stays open.</summary>
    public bool InputEndsWithWriter { get; init; }

    /// <summary>Whether the engine removes it, with its anonymous volumes, as soon as it ends. Defaults to false.</summary>
    public bool RemoveAtEnd { get; init; }

    /// <summary>All labels, the user's and ours.</summary>
    public ImmutableSortedDictionary<string, string> Labels { get; init => field = Ordinal.Sorted(value); } = Ordinal.Map<string>();
}
