using System.Collections.Immutable;

namespace Compose.Net.Model;

/// <summary>The address plan of a network.</summary>
public sealed record IpamDefinition
{
    /// <summary>The address driver. Null leaves the engine's default.</summary>
    public string? Driver { get; init; }

    /// <summary>The address pools.</summary>
    public ImmutableArray<IpamPool> Pools { get; init => field = Ordinal.List(value); } = [];

    /// <summary>The address driver's options.</summary>
    public ImmutableSortedDictionary<string, string> Options { get; init => field = Ordinal.Sorted(value); } = Ordinal.Map<string>();
}
