using System.Collections.Immutable;
using Compose.Net.Model;

namespace Compose.Net.Planning;

/// <summary>What the engine's machine offers to networks, as far as it can be seen and the project asks for it.</summary>
public sealed record ObservedHost
{
    /// <summary>The drivers that the engine has for networks. Empty where they were not asked for, or where there may be more of them.</summary>
    public ImmutableArray<string> NetworkDrivers { get; init => field = Ordinal.List(value); } = [];

    /// <summary>Whether the engine is in a swarm. Null where it was not asked.</summary>
    public bool? InSwarm { get; init; }

    /// <summary>Whether the engine is a worker of its swarm: it makes and removes none of the swarm's networks, and sees one only while a container on it runs here.</summary>
    public bool IsWorker { get; init; }

    /// <summary>The names of the machine's network interfaces. Empty where they cannot be seen, as those of a remote engine.</summary>
    public ImmutableArray<string> Interfaces { get; init => field = Ordinal.List(value); } = [];
}
