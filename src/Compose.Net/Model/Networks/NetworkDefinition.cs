using System.Collections.Immutable;

namespace Compose.Net.Model;

/// <summary>A network that services are plugged into.</summary>
public sealed record NetworkDefinition
{
    /// <summary>The key in the file, by which services refer to it.</summary>
    public required string Key { get; init; }

    /// <summary>The name on the engine; <c>project_key</c> unless the file says otherwise.</summary>
    public required string Name { get; init; }

    /// <summary>The driver. Null leaves the engine's default, <c>bridge</c>.</summary>
    public string? Driver { get; init; }

    /// <summary>The driver's options.</summary>
    public ImmutableSortedDictionary<string, string> DriverOptions { get; init => field = Ordinal.Sorted(value); } = Ordinal.Map<string>();

    /// <summary>Whether the network has no way to the outside. Defaults to false.</summary>
    public bool Internal { get; init; }

    /// <summary>Whether containers outside of a swarm service may join a swarm network. Defaults to false.</summary>
    public bool Attachable { get; init; }

    /// <summary>Whether containers get IPv4 addresses. Null leaves the engine's default, yes. False needs engine 28 (API 1.48).</summary>
    public bool? EnableIpv4 { get; init; }

    /// <summary>Whether containers get IPv6 addresses. Null leaves the engine's default, no.</summary>
    public bool? EnableIpv6 { get; init; }

    /// <summary>The address plan. Null lets the engine choose from its own pools.</summary>
    public IpamDefinition? Ipam { get; init; }

    /// <summary>The user's labels.</summary>
    public ImmutableSortedDictionary<string, string> Labels { get; init => field = Ordinal.Sorted(value); } = Ordinal.Map<string>();

    /// <summary>Whether somebody else owns it: it must exist, and is never created, changed or removed. Defaults to false.</summary>
    public bool External { get; init; }

    /// <summary>Whether the subnets are only a shape: a copy's network is put where nothing is in its way, and what is in it moves along.</summary>
    internal bool Movable { get; init; }

    /// <summary>The pools of the address plan; none where the engine chooses.</summary>
    internal ImmutableArray<IpamPool> Pools => Ipam?.Pools ?? [];

    /// <summary>The subnets that are named.</summary>
    internal IEnumerable<string> Subnets => Pools.Select(pool => pool.Subnet).OfType<string>();

    /// <summary>What was asked for, where a plan chose subnets; null where it did not.</summary>
    internal NetworkDefinition? Asked { get; init; }
}
