using System.Collections.Immutable;
using Compose.Net.Model;

namespace Compose.Net.Planning;

/// <summary>A network as the engine reports it.</summary>
public sealed record ObservedNetwork
{
    /// <summary>The engine's id.</summary>
    public required string Id { get; init; }

    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>The driver.</summary>
    public string Driver { get; init; } = "bridge";

    /// <summary>The driver's options.</summary>
    public ImmutableSortedDictionary<string, string> DriverOptions { get; init => field = Ordinal.Sorted(value); } = Ordinal.Map<string>();

    /// <summary>How far it reaches: <c>local</c> on one engine, <c>swarm</c> on all of a swarm; a plugin may have other words.</summary>
    public string Scope { get; init; } = "local";

    /// <summary>Whether it has no way to the outside.</summary>
    public bool Internal { get; init; }

    /// <summary>Whether containers outside of a swarm service may join it.</summary>
    public bool Attachable { get; init; }

    /// <summary>Whether containers get IPv4 addresses. Engines before version 28 (API 1.48) do not say, and always give them.</summary>
    public bool EnableIpv4 { get; init; } = true;

    /// <summary>Whether containers get IPv6 addresses.</summary>
    public bool EnableIpv6 { get; init; }

    /// <summary>The address plan in force, the engine's own choices included.</summary>
    public IpamDefinition Ipam { get; init; } = new();

    /// <summary>All labels.</summary>
    public ImmutableSortedDictionary<string, string> Labels { get; init => field = Ordinal.Sorted(value); } = Ordinal.Map<string>();

    /// <summary>
    /// The names of the containers plugged in at this moment, by container id. Told by <c>EngineNetworks.FindAsync</c>, and in a snapshot of a
    /// project for those of its own networks that are not to stay as they are; else empty, because an engine takes its time to say it.
    /// </summary>
    public ImmutableSortedDictionary<string, string> Endpoints { get; init => field = Ordinal.Sorted(value); } = Ordinal.Map<string>();

    /// <summary>
    /// Who is plugged in on other hosts of the swarm, ordered by name. Told in a snapshot of a project for the networks that it uses, and by the engine
    /// only while a container of this host is on them; else empty.
    /// </summary>
    public ImmutableArray<RemoteEndpoint> RemoteEndpoints { get; init => field = Ordinal.List(value); } = [];
}
