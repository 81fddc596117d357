using System.Collections.Immutable;

namespace Compose.Net.Model;

/// <summary>On which machines of a swarm containers run.</summary>
public sealed record PlacementDefinition
{
    /// <summary>What must be true of a machine, for example <c>node.role==worker</c>.</summary>
    public ImmutableArray<string> Constraints { get; init => field = Ordinal.List(value); } = [];

    /// <summary>The properties over whose values containers are spread, for example <c>node.labels.zone</c>.</summary>
    public ImmutableArray<string> SpreadOver { get; init => field = Ordinal.List(value); } = [];

    /// <summary>The most containers on one machine. Null has no limit.</summary>
    public int? MaxReplicasPerNode { get; init; }
}
