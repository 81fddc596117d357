using System.Collections.Immutable;

namespace Compose.Net.Model;

/// <summary>How a service is deployed. On a single engine the replicas, resources and restart policy count; the rest is for swarms, and is kept.</summary>
public sealed record DeployDefinition
{
    /// <summary>How replicas are spread over a swarm: <c>replicated</c>, <c>global</c> or a job. No effect on a single engine.</summary>
    public string? Mode { get; init; }

    /// <summary>How a swarm balances load: <c>vip</c> or <c>dnsrr</c>. No effect on a single engine.</summary>
    public string? EndpointMode { get; init; }

    /// <summary>How many containers run, as the file says it here. What counts is <see cref="ServiceDefinition.Scale"/>, which loading sets to the same.</summary>
    public int? Replicas { get; init; }

    /// <summary>Labels of a swarm's service, not of containers. No effect on a single engine.</summary>
    public ImmutableSortedDictionary<string, string> Labels { get; init => field = Ordinal.Sorted(value); } = Ordinal.Map<string>();

    /// <summary>How a swarm updates. No effect on a single engine.</summary>
    public RolloutDefinition? UpdateConfig { get; init; }

    /// <summary>How a swarm undoes an update. No effect on a single engine.</summary>
    public RolloutDefinition? RollbackConfig { get; init; }

    /// <summary>The most that each container may use.</summary>
    public ResourceLimits? Limits { get; init; }

    /// <summary>What is kept free for each container.</summary>
    public ResourceReservations? Reservations { get; init; }

    /// <summary>When a container that ended is started again; it wins over <see cref="ServiceDefinition.Restart"/>.</summary>
    public DeployRestartPolicy? RestartPolicy { get; init; }

    /// <summary>On which machines of a swarm containers run. No effect on a single engine.</summary>
    public PlacementDefinition? Placement { get; init; }
}
