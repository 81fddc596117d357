using System.Collections.Immutable;

namespace Compose.Net.Model;

/// <summary>What is kept free for a container.</summary>
public sealed record ResourceReservations
{
    /// <summary>How many processors, with fractions. No effect on a single engine.</summary>
    public double? Cpus { get; init; }

    /// <summary>The memory in bytes.</summary>
    public long? Memory { get; init; }

    /// <summary>Countable resources of a swarm's machines. No effect on a single engine.</summary>
    public ImmutableArray<GenericResource> GenericResources { get; init => field = Ordinal.List(value); } = [];

    /// <summary>The devices, for example GPUs.</summary>
    public ImmutableArray<DeviceRequest> Devices { get; init => field = Ordinal.List(value); } = [];
}
